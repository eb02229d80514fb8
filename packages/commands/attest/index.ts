export { attestDocument, renderAttested, type AttestDocument } from './attest-document';
export { verifyFiles } from './verify-files';
