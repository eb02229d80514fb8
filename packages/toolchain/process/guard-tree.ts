import { forwardSignals } from './forward-signals';
import type { ProcessTree } from './process-tree';
import { RunningTree } from './running-tree';

export interface TreeGuard {
  /** Ends the guard when the root has ended; returns the signal that was to end the tree, if one was. */
  release(): Promise<NodeJS.Signals | undefined>;
}

/** Ties a process tree to the signals that reach this process and to an AbortSignal. */
export function guardTree(pid: number, kind: ProcessTree['kind'], abort?: AbortSignal): TreeGuard {
  const tree = new RunningTree({ pid, kind });
  const stopForwarding = forwardSignals(tree);
  const onAbort = (): void => tree.stop('SIGTERM');
  abort?.addEventListener('abort', onAbort, { once: true });
  return {
    async release() {
      await tree.finish();
      abort?.removeEventListener('abort', onAbort);
      stopForwarding();
      return tree.stoppedBy;
    },
  };
}
