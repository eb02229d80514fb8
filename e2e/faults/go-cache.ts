import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** An action entry as the go command writes it (cmd/go/internal/cache/cache.go: putIndexEntry). */
export interface Entry {
  /** 64 digits each. */
  readonly action: string;
  readonly output: string;
  /** In bytes. */
  readonly size: number;
  /** When it was written, in nanoseconds. */
  readonly time: bigint;
}

/** What an output is, by its first bytes. */
export type Kind = 'package' | 'index' | 'test log' | 'program' | 'text';

const ENTRY = /^v1 ([0-9a-f]{64}) ([0-9a-f]{64}) +(\d+) +(\d+)\n$/;

/** A GOCACHE, read and written without the go command. */
export class GoCache {
  constructor(readonly directory: string) {}

  actionPath(action: string): string {
    return join(this.directory, action.slice(0, 2), `${action}-a`);
  }

  outputPath(output: string): string {
    return join(this.directory, output.slice(0, 2), `${output}-d`);
  }

  /** The file of an output; of a cached program the one in its directory. */
  contentPath({ output }: Entry): string {
    const path = this.outputPath(output);
    if (!statSync(path).isDirectory()) return path;
    return join(path, readdirSync(path)[0] ?? '');
  }

  /** Entries whose output is of a kind and holds the text. */
  holding(kind: Kind, text: string): Entry[] {
    return this.entries().filter((entry) => {
      if (!existsSync(this.outputPath(entry.output))) return false;
      const content = readFileSync(this.contentPath(entry));
      return this.kindOf(entry, content) === kind && content.includes(text);
    });
  }

  entry(action: string): Entry | undefined {
    const path = this.actionPath(action);
    return existsSync(path) ? parseEntry(readFileSync(path, 'latin1')) : undefined;
  }

  write({ action, output, size, time }: Entry): void {
    const numbers = [size, time].map((number) => String(number).padStart(20));
    writeFileSync(this.actionPath(action), `v1 ${action} ${output} ${numbers.join(' ')}\n`, 'latin1');
  }

  /** Stores an output under its name, without an entry. */
  put(content: string | Uint8Array): Pick<Entry, 'output' | 'size'> {
    const output = createHash('sha256').update(content).digest('hex');
    writeFileSync(this.outputPath(output), content);
    return { output, size: Buffer.byteLength(content) };
  }

  private entries(): Entry[] {
    return readdirSync(this.directory, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('-a'))
      .map((name) => this.entry(basename(name).slice(0, -2)))
      .filter((entry) => entry !== undefined);
  }

  private kindOf({ output }: Entry, content: Buffer): Kind {
    if (statSync(this.outputPath(output)).isDirectory()) return 'program';
    const start = content.subarray(0, 12).toString('latin1');
    if (start.startsWith('!<arch>\n')) return 'package';
    if (start.startsWith('go index v')) return 'index';
    return start.startsWith('# test log') ? 'test log' : 'text';
  }
}

function parseEntry(text: string): Entry | undefined {
  const [, action, output, size, time] = ENTRY.exec(text) ?? [];
  if (action === undefined || output === undefined) return undefined;
  return { action, output, size: Number(size), time: BigInt(time ?? 0) };
}

/** The key of something more that an action left, such as `stdout` (cmd/go/internal/cache/hash.go: Subkey). */
export function subkey(action: string, what: string): string {
  return createHash('sha256').update('subkey:').update(Buffer.from(action, 'hex')).update(what).digest('hex');
}
