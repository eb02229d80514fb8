export { attestDocument, renderAttested } from './attest-document';
export { verifyFiles } from './verify-files';
