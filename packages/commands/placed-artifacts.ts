import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readFileState, readJsonFile, writeFileAtomic } from '../support';

/** File state by absolute path. */
type Placed = Record<string, string>;

/**
 * The artifacts that go commands of one dimension wrote and nobody touched since. Go keeps an existing artifact whose build
 * ID is right, and the build ID lacks what makes the dimension another one: only these may be kept.
 */
export class PlacedArtifacts {
  private readonly record: string;
  private known: Placed | undefined;

  constructor(dimensionDirectory: string) {
    this.record = join(dimensionDirectory, 'artifacts.json');
  }

  /** Whether a file is as this dimension made it. */
  isOwn(artifact: string): boolean {
    this.known ??= this.read();
    const known = this.known[artifact];
    return known !== undefined && known === stateOf(artifact);
  }

  /** Remembers artifacts as they are now. */
  add(artifacts: readonly string[]): void {
    if (artifacts.length === 0) return;
    const states = Object.fromEntries(artifacts.map((artifact) => [artifact, stateOf(artifact)]));
    // Other processes may have added theirs meanwhile.
    this.known = { ...this.read(), ...states };
    writeFileAtomic(this.record, JSON.stringify(this.known));
  }

  /** Forgets all of them: none may be kept. */
  forget(): void {
    this.known = {};
    rmSync(this.record, { force: true });
  }

  private read(): Placed {
    return readJsonFile(this.record, isPlaced) ?? {};
  }
}

/** A rename or a changed number of links moves the ctime, so the state is that after the last of them. */
function stateOf(path: string): string {
  return JSON.stringify(readFileState(path));
}

function isPlaced(value: unknown): value is Placed {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((state) => typeof state === 'string')
  );
}
