export { formatBytes, renderVerification } from './render-verification';
export { harmfulFindings, verifyCaches, type VerifyRequest } from './verify-caches';
