import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findGo, runProcess } from '../../../toolchain';
import type { Preamble } from '../preamble/read-preamble';

export interface OracleAnswer extends Preamble {
  /** Whether go/parser refuses the file. */
  readonly invalid: boolean;
}

/** What go/parser and cmd/cgo's own way with it say about Go files; one go command for all. */
export async function askGoParser(files: readonly string[], workDir: string): Promise<OracleAnswer[]> {
  const program = join(workDir, 'oracle.go');
  copyFileSync(join(__dirname, 'oracle', 'preambles.go.txt'), program);
  const env = { ...process.env, GO111MODULE: 'off' };
  const { exitCode, stdout, stderr } = await runProcess({
    file: findGo({ env, cwd: workDir }),
    args: ['run', program],
    cwd: workDir,
    env,
    input: JSON.stringify(files),
  });
  if (exitCode !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as OracleAnswer[];
}

/** Writes one Go file per source, and returns their paths. */
export function writeSources(sources: readonly string[], workDir: string): string[] {
  return sources.map((source, index) => {
    const file = join(workDir, `source${index}.go`);
    writeFileSync(file, source);
    return file;
  });
}
