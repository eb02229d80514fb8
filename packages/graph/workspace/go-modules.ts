import { parseGoMod, type GoModFile } from '../../toolchain';
import type { Disk } from '../disk/disk';
import type { GraphFault } from './graph-fault';
import { joinPath } from './workspace-path';

/** A directory with a go.mod. */
export interface GoModule {
  /** Relative to the workspace root, with `/`. */
  readonly directory: string;
  readonly path: string;
  readonly file: GoModFile;
}

/** Reads go.mod files once each; what is wrong with them is told once, too. */
export class GoModules {
  readonly faults: GraphFault[] = [];
  private readonly known = new Map<string, GoModule | undefined>();

  constructor(private readonly disk: Disk) {}

  /** The module in a directory; undefined where there is no go.mod, or one without a usable module line. */
  in(directory: string): GoModule | undefined {
    if (this.known.has(directory)) return this.known.get(directory);
    const made = this.read(directory);
    this.known.set(directory, made);
    return made;
  }

  private read(directory: string): GoModule | undefined {
    const path = joinPath(directory, 'go.mod');
    const text = this.disk.text(path);
    if (text === undefined) return undefined;
    const { file, faults } = parseGoMod(text);
    for (const { line, message } of faults) this.faults.push({ file: path, line, message });
    if (file.module !== undefined) return { directory, path: file.module, file };
    if (faults.length === 0) this.faults.push({ file: path, line: 1, message: 'there is no module line' });
    return undefined;
  }
}
