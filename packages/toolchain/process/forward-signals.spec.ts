import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileRooms } from '../testing/compile-rooms';
import { isRunning, waitUntil } from '../testing/process-state';

const onPosix = process.platform === 'win32' ? describe.skip : describe;

const OBEDIENT = 'sleep 300 & sleep 300 & sh -c "sleep 300 & echo \\$! \\$\\$; wait" & echo $! $$; wait';
/** Without background jobs: shells let those ignore SIGINT. */
const FOREGROUND = 'echo $$; sh -c "echo \\$\\$; exec sleep 300"; echo not reached';
const STUBBORN = `trap "" TERM INT HUP; sh -c 'trap "" TERM INT HUP; echo $$; while :; do sleep 1; done' & echo $$; wait; wait`;

jest.setTimeout(30_000);

let rooms: string;

/** A Node process that runs a shell script through runProcess, and prints the result it got. */
class Parent {
  readonly child: ChildProcess;
  readonly exited: Promise<unknown[]>;
  output = '';

  constructor(script: string, afterwards = '') {
    const file = join(rooms, `parent-${Math.random().toString(36).slice(2)}.js`);
    writeFileSync(
      file,
      `const { runProcess } = require('./toolchain');
       const request = { file: 'sh', args: ['-c', ${JSON.stringify(script)}], cwd: '/', env: process.env };
       runProcess({ ...request, onStdout: (chunk) => process.stdout.write(chunk) }).then((result) => {
         console.log('result ' + JSON.stringify({ ...result, stdout: undefined }));
       });
       ${afterwards}`,
    );
    this.child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.exited = once(this.child, 'exit');
    this.child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
  }

  async pids(count: number): Promise<number[]> {
    const read = (): number[] => (this.output.split('result')[0] ?? '').match(/\d+/g)?.map(Number) ?? [];
    await waitUntil(() => read().length === count);
    const pids = read();
    expect(pids.every(isRunning)).toBe(true);
    return pids;
  }

  result(): unknown {
    return JSON.parse(this.output.split('result ')[1] ?? 'null');
  }
}

beforeAll(() => {
  rooms = compileRooms();
});

onPosix('a signal to a process that runs others', () => {
  it.each([
    ['SIGTERM', OBEDIENT, 4],
    ['SIGHUP', OBEDIENT, 4],
    ['SIGINT', FOREGROUND, 2],
  ] as const)(
    'ends the whole tree on %s and leaves the rest to the caller',
    async (signal, script, count) => {
      const parent = new Parent(script);
      const pids = await parent.pids(count);
      parent.child.kill(signal);
      expect(await parent.exited).toEqual([0, null]);
      await waitUntil(() => !pids.some(isRunning));
      expect(parent.result()).toMatchObject({ stoppedBy: signal });
      expect(parent.output).not.toContain('not reached');
    },
  );

  it('kills a tree that ignores the signal when the time of grace is over', async () => {
    const parent = new Parent(STUBBORN);
    const pids = await parent.pids(2);
    const started = performance.now();
    parent.child.kill('SIGTERM');
    await parent.exited;
    expect(performance.now() - started).toBeGreaterThan(4_000);
    await waitUntil(() => !pids.some(isRunning));
    expect(parent.result()).toMatchObject({ signal: 'SIGKILL', stoppedBy: 'SIGTERM', exitCode: 137 });
  });

  it('waits for processes that outlive the root and hold no output open', async () => {
    const parent = new Parent(
      `sh -c 'trap "" TERM; echo $$; exec >/dev/null 2>&1; sleep 1; sleep 1' & echo $$; wait`,
    );
    const pids = await parent.pids(2);
    parent.child.kill('SIGTERM');
    await parent.exited;
    expect(pids.filter(isRunning)).toEqual([]);
  });

  it('kills at once when Ctrl-C is pressed a second time', async () => {
    const parent = new Parent(STUBBORN);
    const pids = await parent.pids(2);
    const started = performance.now();
    parent.child.kill('SIGINT');
    setTimeout(() => parent.child.kill('SIGINT'), 600);
    await parent.exited;
    expect(performance.now() - started).toBeLessThan(4_000);
    await waitUntil(() => !pids.some(isRunning));
  });

  it('takes a signal that comes twice within a moment for one', async () => {
    const parent = new Parent(
      'trap "sleep 0.5; echo cleaned; exit 3" TERM; echo $$; while :; do sleep 0.05; done',
    );
    await parent.pids(1);
    parent.child.kill('SIGTERM');
    setTimeout(() => parent.child.kill('SIGTERM'), 50);
    await parent.exited;
    expect(parent.output).toContain('cleaned');
    expect(parent.result()).toMatchObject({ exitCode: 3, stoppedBy: 'SIGTERM' });
  });

  it('leaves no process behind when the caller exits while it runs', async () => {
    const parent = new Parent(OBEDIENT, 'setTimeout(() => process.exit(9), 1000);');
    const pids = await parent.pids(4);
    expect(await parent.exited).toEqual([9, null]);
    await waitUntil(() => !pids.some(isRunning));
  });
});
