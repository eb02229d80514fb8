import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';

/**
 * What happens at the n-th call that writes to the disk. `killed`: the process ends before it, or `half` of the bytes have been
 * written by then. `full`: the disk is full from this call on, and takes `half` of the bytes of the first. `refused`: this one call
 * fails as on a full disk.
 */
export type WriteFault = 'killed' | 'killed half' | 'full' | 'full half' | 'refused';

/** Calls that change something on the disk. */
const CALLS = [
  ...['writeSync', 'writeFileSync', 'appendFileSync', 'renameSync', 'linkSync', 'rmSync', 'mkdirSync'],
  ...['copyFileSync', 'truncateSync', 'ftruncateSync', 'fsyncSync', 'unlinkSync', 'utimesSync', 'chmodSync'],
];

const HOOK = `
const fs = require('node:fs');
const [fault, at] = [process.env.FAULT, Number(process.env.FAULT_AT)];
const takesBytes = { writeSync: 1, writeFileSync: 1, appendFileSync: 1 };
const frees = ['rmSync', 'unlinkSync', 'fsyncSync'];
const say = fs.writeSync;
let count = 0;
for (const name of ${JSON.stringify(CALLS)}) {
  const original = fs[name];
  fs[name] = (...args) => {
    count++;
    const isDue = count === at || (count > at && fault.startsWith('full') && !frees.includes(name));
    if (!isDue) return original(...args);
    if (count === at && fault.endsWith('half') && takesBytes[name]) {
      const bytes = Buffer.from(args[1]);
      const rest = name === 'writeSync' ? bytes.subarray(args[2] ?? 0) : bytes;
      original(args[0], rest.subarray(0, rest.length >> 1), ...(name === 'writeSync' ? [] : args.slice(2)));
    }
    if (fault.startsWith('killed')) process.kill(process.pid, 'SIGKILL');
    throw Object.assign(new Error('ENOSPC: no space left on device, ' + name), { code: 'ENOSPC', errno: -28 });
  };
}
process.on('exit', () => { if (count >= at) say(2, 'reached'); });
`;

/** Runs a program over the rooms in a process of its own, in which a write fails. */
export class FailingProcess {
  private readonly directory = makeDirectory();

  /** @param program what it does, as JavaScript in which `rooms` has what the doors of the rooms have */
  constructor(rooms: readonly string[], program: string) {
    const packages = join(__dirname, '..', '..');
    writeFiles(this.directory, {
      'rooms.ts': rooms.map((room) => `export * from ${JSON.stringify(join(packages, room))};\n`).join(''),
      'hook.cjs': HOOK,
      'program.cjs': `const rooms = require('./rooms.cjs');\n${program}`,
    });
    const options = ['--bundle', '--platform=node', '--main-fields=module,main', '--format=cjs'];
    const esbuild = join(packages, '..', 'node_modules', 'esbuild', 'bin', 'esbuild');
    const files = [join(this.directory, 'rooms.ts'), `--outfile=${join(this.directory, 'rooms.cjs')}`];
    execFileSync(esbuild, [...files, ...options, '--log-level=error']);
  }

  /**
   * @param at from 1
   * @returns whether there was such a call
   * @throws Error where the process does not end as the fault would have it
   */
  run(fault: WriteFault, at: number, args: readonly string[]): boolean {
    const [hook, program] = ['hook.cjs', 'program.cjs'].map((name) => join(this.directory, name));
    const { status, signal, stderr } = spawnSync(
      process.execPath,
      ['--require', hook ?? '', program ?? '', ...args],
      { env: { ...process.env, FAULT: fault, FAULT_AT: String(at) }, encoding: 'utf8' },
    );
    if (fault.startsWith('killed') && signal === 'SIGKILL') return true;
    if (status !== 0) throw new Error(`${fault} at ${at}: ended with ${status ?? signal}:\n${stderr}`);
    return stderr.endsWith('reached');
  }
}
