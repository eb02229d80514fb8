import type { Tree } from '@nx/devkit';
import { explainErrors } from '../shared/explain-errors';
import { generateCode, type CodeOptions } from '../shared/generate-code';
import { packageNameOf } from '../shared/go-names';

/** A package for others to import, as a module of its own or in one that is there. */
export const libGenerator = explainErrors(async (tree: Tree, options: CodeOptions) => {
  await generateCode(tree, options, {
    type: 'library',
    templates: ['lib', 'library'],
    namesOf: ({ directory }) => {
      const packageName = packageNameOf(directory);
      return { packageName, name: packageName };
    },
  });
  return undefined;
});
