export { formatBytes, renderVerification } from './render-verification';
export { harmfulFindings, verifyCaches, type VerifyRequest } from './verify-caches';
export { verifyForTasks, type FoundBeforeTasks } from './verify-for-tasks';
export {
  inspectEntries,
  LIST_ORDERS,
  listAsJson,
  listAsTable,
  listEntries,
  renderInspection,
  type ListOrder,
} from './inspect';
export { planVerification, renderCost, renderGoVerification, verifyWithGo } from './gocacheverify';
