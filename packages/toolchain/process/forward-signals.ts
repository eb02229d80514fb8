import type { RunningTree } from './running-tree';

const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const running = new Set<RunningTree>();

/**
 * Passes signals that reach this process on to a tree until the returned function is called. Handlers exist only while
 * a tree is under way: at other times a signal does what it always does.
 */
export function forwardSignals(tree: RunningTree): () => void {
  if (running.size === 0) {
    for (const signal of SIGNALS) process.on(signal, stopAll);
    process.on('exit', killAll);
  }
  running.add(tree);
  return () => {
    if (!running.delete(tree) || running.size > 0) return;
    for (const signal of SIGNALS) process.off(signal, stopAll);
    process.off('exit', killAll);
  };
}

function stopAll(signal: NodeJS.Signals): void {
  for (const tree of running) tree.stop(signal);
}

/** Somebody called process.exit() while children run: nobody is left to wait for them. */
function killAll(): void {
  for (const tree of running) tree.kill();
}
