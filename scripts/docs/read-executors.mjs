import { readFileSync } from 'node:fs';
import { inRepository } from '../repository.mjs';

/** The executors in the order of executors.json, each with its name, what it is for, and its schema. */
export function readExecutors() {
  const { executors } = readJson('executors.json');
  return Object.entries(executors).map(([name, { description, schema }]) => ({
    name,
    description,
    // executors.json names the copy that the build makes in dist/.
    schema: readJson(schema.replace(/^\.\/dist\//, 'packages/')),
  }));
}

function readJson(path) {
  return JSON.parse(readFileSync(inRepository(path), 'utf8'));
}
