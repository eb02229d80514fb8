export { applySync } from './sync/apply-sync';
export { planSync } from './sync/plan-sync';
export { renderSync } from './sync/render-sync';
export { readTurboWorkspace } from './modules/turbo-workspace';
