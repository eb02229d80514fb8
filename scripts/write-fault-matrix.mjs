import { readFileSync } from 'node:fs';
import { renderFaultMatrix } from './docs/render-fault-matrix.mjs';
import { writePage } from './docs/write-page.mjs';
import { inRepository } from './repository.mjs';

const COMMAND = 'node scripts/write-fault-matrix.mjs';
const RECORDED = inRepository('e2e', 'faults', 'recorded.json');

const text = readFileSync(RECORDED, 'utf8');
await writePage(RECORDED, text, COMMAND, 'json');
await writePage(inRepository('docs', 'fault-matrix.md'), renderFaultMatrix(JSON.parse(text)), COMMAND);
