import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { groupBy, systemErrorCode } from '../../support';

/**
 * How the processes below a child are found again: a `group` leader's by their process group, a `descendant` tree (a
 * child that shares our group, since it uses our terminal) by their parents, and on Windows always by their parents.
 */
export interface ProcessTree {
  readonly pid: number;
  readonly kind: 'group' | 'descendants';
}

/** Sends a signal to every process of a tree. Processes that are gone meanwhile are no error. */
export function signalTree(tree: ProcessTree, signal: NodeJS.Signals): void {
  if (process.platform === 'win32') {
    // Windows has no signals for other processes: ending a tree means ending it by force.
    spawnSync('taskkill', ['/PID', String(tree.pid), '/T', '/F'], { windowsHide: true, stdio: 'ignore' });
    return;
  }
  if (tree.kind === 'group') {
    signalOne(-tree.pid, signal);
    return;
  }
  for (const pid of [tree.pid, ...listDescendants(tree.pid)]) signalOne(pid, signal);
}

/** Whether a process of the tree is left after its root has ended. Known for groups only. */
export function isGroupAlive(tree: ProcessTree): boolean {
  return process.platform !== 'win32' && tree.kind === 'group' && signalOne(-tree.pid, 0);
}

function signalOne(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if (systemErrorCode(error) === 'ESRCH') return false;
    if (systemErrorCode(error) === 'EPERM') return signal === 0; // macOS says so for a group of zombies as well.
    throw error;
  }
}

function listDescendants(root: number): number[] {
  const children = groupBy(listProcesses(), ({ parent }) => parent);
  const found: number[] = [];
  const queue = [root];
  for (let pid = queue.pop(); pid !== undefined; pid = queue.pop()) {
    const below = (children.get(pid) ?? []).map((child) => child.pid);
    found.push(...below);
    queue.push(...below);
  }
  return found;
}

interface ProcessEntry {
  pid: number;
  parent: number;
}

function listProcesses(): ProcessEntry[] {
  return process.platform === 'linux' ? listFromProc() : listFromPs();
}

/** Small Linux images have no `ps`. */
function listFromProc(): ProcessEntry[] {
  const entries: ProcessEntry[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = readParent(`/proc/${name}/stat`);
    if (parent !== undefined) entries.push({ pid: Number(name), parent });
  }
  return entries;
}

/** proc(5): `pid (comm) state ppid …`, where comm may itself contain blanks and parentheses. */
function readParent(statFile: string): number | undefined {
  try {
    const text = readFileSync(statFile, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return Number(fields[1]);
  } catch {
    return undefined; // The process ended while the directory was read.
  }
}

function listFromPs(): ProcessEntry[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  return (stdout ?? '').split('\n').flatMap((line) => {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    return pid && parent !== undefined ? [{ pid, parent }] : [];
  });
}
