import { readExecutors } from './docs/read-executors.mjs';
import { renderExecutors } from './docs/render-executors.mjs';
import { writePage } from './docs/write-page.mjs';
import { inRepository } from './repository.mjs';

await writePage(
  inRepository('docs', 'executors.md'),
  renderExecutors(readExecutors()),
  'node scripts/write-executor-docs.mjs',
);
