import { attestDocument, renderAttested, verifyFiles } from '../commands';
import { EXIT_FINDINGS } from './context';

export interface AttestOptions {
  readonly json?: boolean;
}

/** `goshawk attest verify <file…>`: artifacts against the attestations beside them. */
export function verifyAttested(files: readonly string[], options: AttestOptions): number {
  const cwd = process.cwd();
  const document = attestDocument(verifyFiles(files, cwd), cwd);
  process.stdout.write(
    options.json === true ? `${JSON.stringify(document, undefined, 2)}\n` : renderAttested(document),
  );
  return document.artifacts.some(({ result }) => result === 'wrong') ? EXIT_FINDINGS : 0;
}
