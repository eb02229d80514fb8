import type { Tree } from '@nx/devkit';
import { formatError, GoshawkError } from '../../../support';

type Generator<Options, Result> = (tree: Tree, options: Options) => Promise<Result | undefined>;

/** The generator, whose known errors say in Nx what to do next as well: Nx prints a message, and no other field. */
export function explainErrors<Options, Result = never>(
  generator: Generator<Options, Result>,
): Generator<Options, Result> {
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
