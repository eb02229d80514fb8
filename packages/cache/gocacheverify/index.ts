export { parseVerifyPanic, type VerifyPanic } from './parse-verify-panic';
export { takeMismatch, type MismatchFinding } from './take-mismatch';
