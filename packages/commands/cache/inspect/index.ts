export { LIST_ORDERS, listEntries, type ListOrder } from './list-entries';
export { listAsJson, listAsTable } from './render-list';
