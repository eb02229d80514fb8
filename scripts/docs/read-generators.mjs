import { readFileSync } from 'node:fs';
import { inRepository } from '../repository.mjs';

/** The generators in the order of generators.json, each with its name, what it is for, and its schema. */
export function readGenerators() {
  const { generators } = readJson('generators.json');
  return Object.entries(generators).map(([name, { description, schema }]) => ({
    name,
    description,
    // generators.json names the copy that the build makes in dist/.
    schema: readJson(schema.replace(/^\.\/dist\//, 'packages/')),
  }));
}

function readJson(path) {
  return JSON.parse(readFileSync(inRepository(path), 'utf8'));
}
