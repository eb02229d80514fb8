export { findAffected } from './affected/find-affected';
export { renderAffected } from './affected/render-affected';
export type { GraphPlace } from './graph-workspace';
export { nearNames } from './near-names';
export { findProjectDirectory } from './project-directory';
export { renderDot, renderMermaid, renderText } from './render-graph';
export { renderWhy } from './render-why';
export { readGraphDocument } from './show-graph';
export { explainImport } from './why';
