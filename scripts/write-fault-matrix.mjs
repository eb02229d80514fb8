import { readFileSync } from 'node:fs';
import { drawFaultMatrix } from './docs/draw-fault-matrix.mjs';
import { renderFaultMatrix } from './docs/render-fault-matrix.mjs';
import { writePage } from './docs/write-page.mjs';
import { inRepository } from './repository.mjs';

const COMMAND = 'node scripts/write-fault-matrix.mjs';
const RECORDED = inRepository('e2e', 'faults', 'recorded.json');
const docs = (...path) => inRepository('docs', ...path);

const text = readFileSync(RECORDED, 'utf8');
const recorded = JSON.parse(text);
await writePage(RECORDED, text, COMMAND, 'json');
await writePage(docs('fault-matrix.md'), renderFaultMatrix(recorded), COMMAND);
await writePage(docs('images', 'fault-matrix.svg'), drawFaultMatrix(recorded), COMMAND, 'none');
