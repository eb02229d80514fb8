import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { inRepository } from '../repository.mjs';

/** Writes a generated file, formatted unless the parser is `none`; with `--check` on the command line only says whether it is as it would be written. */
export async function writePage(path, content, command, parser = 'markdown') {
  const wanted =
    parser === 'none' ? content : await format(content, { ...(await resolveConfig(path)), parser });
  if (!process.argv.includes('--check')) {
    writeFileSync(path, wanted);
  } else if (!existsSync(path) || readFileSync(path, 'utf8') !== wanted) {
    console.error(`${relative(inRepository(), path)} is not what it is made from. Run: ${command}`);
    process.exitCode = 1;
  }
}
