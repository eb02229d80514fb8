import { readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second here, whatever the kernel's own tick is (man 5 proc_pid_stat, USER_HZ). */
const MILLISECONDS_PER_TICK = 10;

/**
 * Milliseconds of processor time of all children that have ended, theirs included; undefined where the system does not
 * tell. Unlike wall time it hardly depends on what else the machine does.
 */
export function childrenCpuTime() {
  if (process.platform !== 'linux') return undefined;
  const stat = readFileSync('/proc/self/stat', 'utf8');
  // The second field is a name in brackets and may hold blanks; cutime and cstime are fields 16 and 17.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * MILLISECONDS_PER_TICK;
}
