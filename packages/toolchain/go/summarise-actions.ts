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

/**
 * Go never writes its own field Failed (the graph is written before a failure is passed up), but it sets the action ID
 * when an action starts and the build ID when it is done.
 */
function hasFailed(action: Action): boolean {
  return Boolean(action.ActionID) && !action.BuildID && !isSkippedLink(action);
}

function hasWorked({ BuildID, Cmd }: Action): boolean {
  return Boolean(BuildID) && Cmd !== null;
}

function wasServed(action: Action): boolean {
  return isSkippedLink(action) || (Boolean(action.BuildID) && action.Cmd === null);
}

/** A test binary is not linked when the test's result is cached (work/buildid.go: testRunAction); it gets no build ID then. */
function isSkippedLink({ Mode, ActionID, Cmd }: Action): boolean {
  return Mode === 'link' && Boolean(ActionID) && Cmd === null;
}

function packagesOf(actions: readonly Action[]): string[] {
  return [...new Set(actions.map((action) => action.Package))].sort();
}
