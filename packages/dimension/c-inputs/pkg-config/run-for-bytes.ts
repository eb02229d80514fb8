import { runProcess, type ProcessRequest, type ProcessResult } from '../../../toolchain';

const REPLACEMENT = '\uFFFD';
const PRINT_BASE64 = `
const { spawnSync } = require('node:child_process');
const [file, ...args] = process.argv.slice(1);
const { status, stdout, stderr } = spawnSync(file, args);
process.stdout.write(stdout.toString('base64'));
process.stderr.write(stderr);
process.exitCode = status ?? 1;
`;

/**
 * Runs a program for its output with one character per byte. Some pkgconf put a backslash before every byte of a letter
 * outside ASCII: taken as UTF-8, the letter would be lost. Then the program runs once more behind an encoder.
 */
export async function runForBytes(request: ProcessRequest): Promise<ProcessResult> {
  const result = await runProcess(request);
  if (!result.stdout.includes(REPLACEMENT)) return { ...result, stdout: toBytes(result.stdout) };
  const encoded = await runProcess({
    ...request,
    file: process.execPath,
    args: ['-e', PRINT_BASE64, '--', request.file, ...request.args],
  });
  return { ...encoded, stdout: Buffer.from(encoded.stdout, 'base64').toString('latin1') };
}

function toBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** Text of which every character is a byte, read as UTF-8. */
export function fromBytes(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
