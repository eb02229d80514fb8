import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { GoshawkError, UsageError, writeFileAtomic } from '../../support';
import type { PreparedTask } from '../go-task';
import type { VulnOptions } from '../options/go-options';

/** The file in which a task leaves what it found, for programs. */
export class SarifFile {
  private constructor(
    private readonly task: string,
    private readonly path: string,
  ) {}

  /**
   * @returns undefined where the option does not ask for one
   * @throws UsageError 'not-a-sarif-file'
   */
  static of({ id, options: { sarifFile }, workspaceRoot }: PreparedTask<VulnOptions>): SarifFile | undefined {
    if (sarifFile === undefined) return undefined;
    // It is removed and written without a question: a source must not be meant.
    if (/[^/\\]\.sarif(\.json)?$/.test(sarifFile))
      return new SarifFile(id, resolve(workspaceRoot, sarifFile));
    throw new UsageError({
      code: 'not-a-sarif-file',
      message: `${id}: the option sarifFile is ${JSON.stringify(sarifFile)}, which does not end with .sarif or .sarif.json.`,
      next: 'Name a file such as dist/{projectRoot}/vuln.sarif.',
    });
  }

  /** Takes the one of an earlier run away: where a scan fails, nobody is to read old results. */
  remove(): void {
    this.change(() => {
      rmSync(this.path, { force: true });
    });
  }

  write(text: string): void {
    this.change(() => {
      writeFileAtomic(this.path, text);
    });
  }

  private change(work: () => void): void {
    try {
      work();
    } catch (error) {
      throw new GoshawkError({
        code: 'sarif-file-not-written',
        message: `${this.task}: ${this.path} could not be written (${error instanceof Error ? error.message : String(error)}).`,
        next: 'Free space or give yourself the right to write there, or correct the option sarifFile.',
        cause: error,
      });
    }
  }
}
