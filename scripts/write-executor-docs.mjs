import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { readExecutors } from './docs/read-executors.mjs';
import { renderExecutors } from './docs/render-executors.mjs';
import { inRepository } from './repository.mjs';

const PAGE = inRepository('docs', 'executors.md');

const wanted = await format(renderExecutors(readExecutors()), {
  ...(await resolveConfig(PAGE)),
  parser: 'markdown',
});

if (!process.argv.includes('--check')) {
  writeFileSync(PAGE, wanted);
} else if (!existsSync(PAGE) || readFileSync(PAGE, 'utf8') !== wanted) {
  console.error('docs/executors.md is not what the schemas say. Run: node scripts/write-executor-docs.mjs');
  process.exitCode = 1;
}
