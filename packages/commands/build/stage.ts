import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { basename, dirname, extname, join } from 'node:path';
import { GoshawkError, isAbandoned, processMark, systemErrorCode } from '../../support';
import { isAsAttested } from '../../actions';
import { PlacedArtifacts } from '../placed-artifacts';
import type { Program } from './plan-build';

/**
 * The directory that one go command writes to, beside its artifacts' workspace so that they are put in place by a rename.
 * Artifacts that this dimension made and nobody touched since are laid ready first, so that Go may keep them.
 */
export class Stage {
  readonly directory: string;
  private readonly placed: PlacedArtifacts;

  constructor(stateDirectory: string, dimensionDirectory: string) {
    const stages = join(stateDirectory, 'stage');
    removeAbandoned(stages);
    this.directory = join(stages, `${processMark()}-${randomBytes(4).toString('hex')}`);
    this.placed = new PlacedArtifacts(dimensionDirectory);
    mkdirSync(this.directory, { recursive: true });
  }

  /** Where the go command is to write a program. */
  pathOf({ stagedName }: Program): string {
    return join(this.directory, stagedName);
  }

  /**
   * Lays the previous artifacts ready. One that changed since, even without a trace in its times, or that another dimension made,
   * is left out: Go would keep it.
   */
  layReady(programs: readonly Program[]): void {
    for (const program of programs) {
      if (!this.placed.isOwn(program.artifact) || !isAsAttested(program.artifact)) continue;
      try {
        linkSync(program.artifact, this.pathOf(program));
      } catch {
        // No hard links here: the program is linked anew.
      }
    }
  }

  /**
   * Puts finished programs in place, each at once or not at all.
   *
   * @throws GoshawkError 'artifact-not-replaced' when the file system refuses; what was there stays.
   */
  putInPlace(programs: readonly Program[]): void {
    for (const program of programs) {
      const staged = this.pathOf(program);
      mkdirSync(dirname(program.artifact), { recursive: true });
      if (isSameFile(staged, program.artifact)) rmSync(staged);
      else moveOver(staged, program.artifact);
      this.moveHeader(program);
    }
    this.placed.add(programs.map(({ artifact }) => artifact));
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** c-archive and c-shared come with a C header. */
  private moveHeader({ stagedName, artifact }: Program): void {
    const header = join(this.directory, `${basename(stagedName, extname(stagedName))}.h`);
    if (existsSync(header))
      moveOver(header, join(dirname(artifact), `${basename(artifact, extname(artifact))}.h`));
  }
}

/** Takes away what killed processes left. */
function removeAbandoned(stages: string): void {
  if (!existsSync(stages)) return;
  for (const name of readdirSync(stages)) {
    const stage = join(stages, name);
    // Whatever is put into a directory moves its mtime; one that has just gone is nobody's to remove.
    const { mtimeMs = Date.now() } = statSync(stage, { throwIfNoEntry: false }) ?? {};
    if (isAbandoned(name, mtimeMs)) rmSync(stage, { recursive: true, force: true });
  }
}

function isSameFile(a: string, b: string): boolean {
  const [first, second] = [a, b].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }));
  return first !== undefined && second !== undefined && first.ino === second.ino && first.dev === second.dev;
}

function moveOver(from: string, to: string): void {
  try {
    try {
      renameSync(from, to);
    } catch (error) {
      if (systemErrorCode(error) !== 'EXDEV') throw error;
      const beside = join(dirname(to), `.${basename(to)}.${process.pid}.tmp`);
      copyFileSync(from, beside);
      renameSync(beside, to);
    }
  } catch (error) {
    if (statSync(to, { throwIfNoEntry: false })?.isDirectory() === true) {
      throw new GoshawkError({
        code: 'artifact-is-a-directory',
        message: `${to} is a directory, and a program of that name would be put there.`,
        next: 'Choose another outputPath, or remove the directory.',
        cause: error,
      });
    }
    throw new GoshawkError({
      code: 'artifact-not-replaced',
      message: `${to} could not be replaced (${systemErrorCode(error) ?? String(error)}); what was there is still there.`,
      next: 'Free space, or stop the program that runs from it, and build again.',
      cause: error,
    });
  }
}
