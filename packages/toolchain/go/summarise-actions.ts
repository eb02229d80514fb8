import type { Action, ActionGraph } from './action-graph';

export interface ActionSummary {
  /** Import paths of packages that were compiled, those of the standard library among them; sorted. */
  built: string[];
  /** Import paths of packages that came out of Go's cache; sorted. */
  reused: string[];
  /** Main packages and test binaries that were linked; sorted. */
  linked: string[];
  /** Those whose binary needed no linking; sorted. */
  linkReused: string[];
  /** Packages that failed to compile or link; sorted. */
  failed: string[];
}

/** What a go command did: commands that ran mean work, a finished action without any was served by the cache. */
export function summariseActions(graph: ActionGraph): ActionSummary {
  const compiles = graph.filter(({ Mode }) => Mode === 'build');
  const links = graph.filter(({ Mode }) => Mode === 'link');
  return {
    built: packagesOf(compiles.filter(hasWorked)),
    reused: packagesOf(compiles.filter(wasServed)),
    linked: packagesOf(links.filter(hasWorked)),
    linkReused: packagesOf(links.filter(wasServed)),
    failed: packagesOf([...compiles, ...links].filter(hasFailed)),
  };
}

function hasFailed({ Failed }: Action): boolean {
  return Boolean(Failed);
}

function hasWorked(action: Action): boolean {
  return !hasFailed(action) && action.Cmd !== null;
}

/** Actions that were never started, since one below failed, have no time. */
function wasServed(action: Action): boolean {
  return (
    !hasFailed(action) &&
    action.Cmd === null &&
    action.TimeDone !== undefined &&
    !action.TimeDone.startsWith('0001-')
  );
}

function packagesOf(actions: readonly Action[]): string[] {
  return [...new Set(actions.map((action) => action.Package))].sort();
}
