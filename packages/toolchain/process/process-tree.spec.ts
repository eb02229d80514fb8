import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isRunning, waitUntil } from '../testing/process-state';
import { isGroupAlive, signalTree } from './process-tree';

const onPosix = process.platform === 'win32' ? describe.skip : describe;

/** A shell with a child and a grandchild, whose names would break a naive reader of /proc. */
async function startTree(detached: 'own group' | 'our group') {
  const script = 'sh -c "sleep 300 & echo \\$!; wait" & echo $! $$; wait';
  const child = spawn('sh', ['-c', script], {
    argv0: 'a) b (c',
    detached: detached === 'own group',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await waitUntil(() => output.match(/\d+/g)?.length === 3);
  const pids = output.match(/\d+/g)?.map(Number) ?? [];
  expect(pids.every(isRunning)).toBe(true);
  return { child, pid: child.pid ?? 0, pids };
}

onPosix('signalTree', () => {
  it('reaches the descendants of a process in our own group, and nobody else', async () => {
    const bystander = spawn('sleep', ['300'], { stdio: 'ignore' });
    const { child, pid, pids } = await startTree('our group');
    signalTree({ pid, kind: 'descendants' }, 'SIGTERM');
    await once(child, 'exit');
    await waitUntil(() => !pids.some(isRunning));
    expect(isRunning(bystander.pid ?? 0)).toBe(true);
    bystander.kill('SIGKILL');
  });

  it('reaches every process of a group, and is no error when all are gone', async () => {
    const { child, pid, pids } = await startTree('own group');
    expect(isGroupAlive({ pid, kind: 'group' })).toBe(true);
    signalTree({ pid, kind: 'group' }, 'SIGKILL');
    await once(child, 'exit');
    await waitUntil(() => !pids.some(isRunning));
    expect(() => signalTree({ pid, kind: 'group' }, 'SIGTERM')).not.toThrow();
    expect(() => signalTree({ pid, kind: 'descendants' }, 'SIGTERM')).not.toThrow();
  });
});
