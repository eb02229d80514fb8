import { delimiter, dirname, isAbsolute } from 'node:path';
import { type Env, isBeneath, readVariable } from '../../../support';

/** Where operating systems and package managers keep their own files. */
const SYSTEM =
  process.platform === 'win32'
    ? ['C:\\Windows', 'C:\\Program Files', 'C:\\Program Files (x86)', 'C:\\ProgramData']
    : [
        '/bin',
        '/boot',
        '/etc',
        '/lib',
        '/lib32',
        '/lib64',
        '/nix/store',
        '/opt',
        '/run',
        '/sbin',
        '/usr',
        '/var',
        '/Library',
        '/System',
      ];

/**
 * Whether a path belongs to the machine rather than to anybody's work: system files, programs on PATH. Tests look at many of
 * them (/etc/hosts, each place where git might be), no input of a task can name them, and machines that share results differ.
 */
export function isMachinePath(path: string, env: Env): boolean {
  const programs = (readVariable(env, 'PATH') ?? '').split(delimiter).filter(
    // A root or a relative entry would take in everything.
    (entry) => isAbsolute(entry) && dirname(entry) !== entry,
  );
  return [...SYSTEM, ...programs].some((root) => isBeneath(path, root));
}
