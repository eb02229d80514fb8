export { readTurboWorkspace } from './modules/turbo-workspace';
export { runTaskAlone } from './run/run-alone';
export { runTurbo } from './run/run-turbo';
export { applySync } from './sync/apply-sync';
export { planSync } from './sync/plan-sync';
export { renderSync } from './sync/render-sync';
