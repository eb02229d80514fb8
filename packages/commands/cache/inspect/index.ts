export { inspectEntries } from './inspect-entries';
export { LIST_ORDERS, listEntries, type ListOrder } from './list-entries';
export { renderInspection } from './render-inspection';
export { listAsJson, listAsTable } from './render-list';
