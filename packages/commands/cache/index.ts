export { formatBytes, renderVerification } from './render-verification';
export { harmfulFindings, verifyCaches, type VerifyRequest } from './verify-caches';
export { verifyForTasks, type FoundBeforeTasks } from './verify-for-tasks';
