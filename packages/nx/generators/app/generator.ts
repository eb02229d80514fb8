import type { Tree } from '@nx/devkit';
import { explainErrors } from '../shared/explain-errors';
import { generateCode, type CodeOptions } from '../shared/generate-code';
import { programNameOf } from '../shared/go-names';

export interface AppOptions extends CodeOptions {
  readonly template?: 'cli' | 'http' | 'worker';
}

/** A program, as a module of its own or in one that is there. */
export const appGenerator = explainErrors(async (tree: Tree, options: AppOptions) => {
  await generateCode(tree, options, {
    type: 'application',
    templates: ['app', options.template ?? 'cli'],
    namesOf: ({ importPath }) => ({ packageName: 'main', name: programNameOf(importPath) }),
  });
  return undefined;
});
