export { formatBytes, renderVerification } from './render-verification';
export { harmfulFindings, verifyCaches, type VerifyRequest } from './verify-caches';
export { LIST_ORDERS, listAsJson, listAsTable, listEntries, type ListOrder } from './inspect';
