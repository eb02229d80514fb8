import type { GeneratorCallback, Tree } from '@nx/devkit';
import { formatError, GoshawkError } from '../../../support';

type Generator<Options> = (tree: Tree, options: Options) => Promise<GeneratorCallback | undefined>;

/** The generator, whose known errors say in Nx what to do next as well: Nx prints a message, and no other field. */
export function explainErrors<Options>(generator: Generator<Options>): Generator<Options> {
  return async (tree, options) => {
    try {
      return await generator(tree, options);
    } catch (error) {
      if (!(error instanceof GoshawkError)) throw error;
      const explained = new Error(formatError(error), { cause: error });
      explained.stack = explained.message;
      throw explained;
    }
  };
}
