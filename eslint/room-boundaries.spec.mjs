import { resolve } from 'node:path';
import { RuleTester } from 'eslint';
import tseslint from 'typescript-eslint';
import { roomBoundaries } from './room-boundaries.mjs';

const tester = new RuleTester({ languageOptions: { parser: tseslint.parser } });
const at = (filename, code) => ({ filename: resolve('packages', filename), code });
const failing = (filename, code, messageId) => ({ ...at(filename, code), errors: [{ messageId }] });

tester.run('room-boundaries', roomBoundaries, {
  valid: [
    at('dimension/a.ts', "import { runProcess } from '../toolchain';"),
    at('dimension/a.ts', "import { runProcess } from '../toolchain/index.js';"),
    at('nx/executors/go-build/executor.ts', "import { sha256 } from '../../../support';"),
    at('toolchain/go/a.ts', "import { b } from '../process/b';"),
    at('cli/a.ts', "import { execa } from 'execa';"),
    at('commands/a.ts', "import { version } from '../../package.json';"),
    at('dimension/packages/a.ts', "import { b } from './b'; import { c } from '../c';"),
    at('cli/a.spec.ts', "import { makeModule } from '../toolchain/testing/make-module';"),
    at('cli/a.spec.ts', "import { pack } from '../../e2e/pack';"),
    { filename: resolve('e2e/a.ts'), code: "import { anything } from '../packages/cli/main';" },
  ],
  invalid: [
    failing('support/a.ts', "import { runProcess } from '../toolchain';", 'upwards'),
    failing('support/a.ts', "import type { Env } from '../toolchain';", 'upwards'),
    failing('graph/a.ts', "export * from '../dimension/index';", 'upwards'),
    failing('dimension/a.ts', "import { runProcess } from '../toolchain/process/run-process';", 'door'),
    failing('dimension/a.ts', "export { runProcess } from '../toolchain/process';", 'door'),
    failing('dimension/a.ts', "const process = await import('../toolchain/process/run-process');", 'door'),
    failing('dimension/a.ts', "import process = require('../toolchain/process/run-process');", 'door'),
    failing('dimension/a.ts', "type A = import('../toolchain/process/run-process').A;", 'door'),
    failing('dimension/a.ts', "require.resolve('../toolchain/process/run-process');", 'door'),
    failing('cli/a.ts', "import { b } from '../helpers';", 'unknown'),
    failing('helpers/a.ts', "import { b } from './b';", 'unknown'),
    failing('cli/a.ts', "import { pack } from '../../e2e/pack';", 'outside'),
    failing('cli/a.ts', "import { makeModule } from '../toolchain/testing/make-module';", 'testing'),
    failing('toolchain/a.ts', "import { makeModule } from './testing/make-module';", 'testing'),
  ],
});
