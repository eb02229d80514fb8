export { findAffected } from './affected/find-affected';
export { renderAffected } from './affected/render-affected';
export type { GraphPlace } from './graph-workspace';
export { renderDot, renderMermaid, renderText } from './render-graph';
export { renderWhy } from './render-why';
export { readGraphDocument } from './show-graph';
export { explainImport } from './why';
