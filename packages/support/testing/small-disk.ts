import { spawnSync } from 'node:child_process';
import { mkdirSync, statfsSync } from 'node:fs';

/** A file system in memory that is soon full. */
export interface SmallDisk {
  readonly directory: string;
  /** Bytes that are left. */
  free(): number;
  resize(megabytes: number): void;
  makeReadOnly(): void;
  dispose(): void;
}

/**
 * Why this machine cannot mount one; undefined when it can.
 *
 * @param directory for a try
 */
export function whyNoSmallDisk(directory: string): string | undefined {
  if (process.platform !== 'linux') return 'needs a tmpfs';
  if (process.getuid?.() !== 0) return 'only root can mount a tmpfs';
  try {
    mountSmallDisk(directory, 1).dispose();
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** Mounts one at a directory, which is made where it is not there. */
export function mountSmallDisk(directory: string, megabytes: number): SmallDisk {
  mkdirSync(directory, { recursive: true });
  mount('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', directory);
  return {
    directory,
    free: () => {
      const { bavail, bsize } = statfsSync(directory);
      return bavail * bsize;
    },
    resize: (size) => mount('mount', '-o', `remount,size=${size}m`, directory),
    makeReadOnly: () => mount('mount', '-o', 'remount,ro', directory),
    dispose: () => mount('umount', '--lazy', directory),
  };
}

/** Makes a directory read-only, as it is, until the returned function is called. */
export function mountReadOnly(directory: string): () => void {
  mount('mount', '--bind', directory, directory);
  mount('mount', '-o', 'remount,ro,bind', directory);
  return () => mount('umount', '--lazy', directory);
}

function mount(command: string, ...args: string[]): void {
  const result = spawnSync(command, args, { encoding: 'utf8' });
  if (result.status !== 0)
    throw new Error(`${command} ${args.join(' ')}: ${result.error?.message ?? result.stderr.trim()}`);
}
