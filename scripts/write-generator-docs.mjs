import { readGenerators } from './docs/read-generators.mjs';
import { renderGenerators } from './docs/render-generators.mjs';
import { writePage } from './docs/write-page.mjs';
import { inRepository } from './repository.mjs';

await writePage(
  inRepository('docs', 'generators.md'),
  renderGenerators(readGenerators()),
  'node scripts/write-generator-docs.mjs',
);
