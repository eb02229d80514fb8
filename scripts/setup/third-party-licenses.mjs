import { readdirSync, readFileSync } from 'node:fs';
import { inRepository } from '../repository.mjs';

const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/** The licence texts of the packages that `inputs`, paths of bundled files inside the repository, come from. */
export function renderLicenses(inputs) {
  const directories = new Set(inputs.flatMap((path) => PACKAGE.exec(path)?.slice(1) ?? []));
  const sections = [...directories].map(sectionOf).sort();
  return `The files of this package contain code of these packages:\n\n${sections.join('\n')}`;
}

function sectionOf(directory) {
  const { name, version, license } = JSON.parse(
    readFileSync(inRepository(directory, 'package.json'), 'utf8'),
  );
  const files = readdirSync(inRepository(directory));
  const licenses = files.filter((path) => /^licen[cs]e/i.test(path));
  if (licenses.length === 0) {
    throw new Error(`${name} has no licence file, so its code cannot be part of the package`);
  }
  // The Apache licence asks for a NOTICE file to be handed on as well.
  const texts = [...licenses, ...files.filter((path) => /^notice/i.test(path))].map((file) =>
    readFileSync(inRepository(directory, file), 'utf8').trim(),
  );
  return `${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`;
}
