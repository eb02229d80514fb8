export { parseVerifyPanic } from './parse-verify-panic';
export { takeMismatch, type MismatchFinding } from './take-mismatch';
