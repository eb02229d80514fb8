import { resolve } from 'node:path';
import { RuleTester } from 'eslint';
import tseslint from 'typescript-eslint';
import { packageOwners } from './package-owners.mjs';

const tester = new RuleTester({ languageOptions: { parser: tseslint.parser } });
const options = [{ execa: 'toolchain/process' }];
const at = (filename, code) => ({ filename: resolve('packages', filename), code, options });
const failing = (filename, code) => ({ ...at(filename, code), errors: [{ messageId: 'owned' }] });

tester.run('package-owners', packageOwners, {
  valid: [
    at('toolchain/process/run-process.ts', "const { execa } = await import('execa');"),
    at('cli/a.spec.ts', "import { execa } from 'execa';"),
    at('cli/a.ts', "import type { Options } from 'execa';"),
    at('cli/a.ts', "type A = import('execa').Options;"),
    at('cli/a.ts', "import { b } from 'execa-like';"),
    { filename: resolve('e2e/a.ts'), code: "import { execa } from 'execa';", options },
  ],
  invalid: [
    failing('cli/a.ts', "import { execa } from 'execa';"),
    failing('cli/a.ts', "const { execa } = await import('execa');"),
    failing('cli/a.ts', "const { execa } = require('execa');"),
    failing('cli/a.ts', "export * from 'execa';"),
    failing('toolchain/a.ts', "import { execa } from 'execa/lib';"),
  ],
});
