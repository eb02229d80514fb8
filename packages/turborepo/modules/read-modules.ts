import { askGraph, type GraphWorkspace } from '../../commands';
import type { TurboGoModules } from './go-modules';
import { describeModules } from './describe-modules';

/** Raised whenever what is described changes. */
const VERSION = 1;

/** The Go modules of a workspace: what they were last time, if nothing that they depend on has changed. */
export function askModules(workspace: GraphWorkspace): TurboGoModules {
  return askGraph(workspace, { verb: 'turbo', key: String(VERSION), answer: describeModules });
}
