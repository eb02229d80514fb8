import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import { isRunning, waitUntil } from '../testing/process-state';
import { runProcess, type ProcessRequest } from './run-process';

const onPosix = process.platform === 'win32' ? it.skip : it;

jest.setTimeout(30_000);

function node(script: string, more: Partial<ProcessRequest> = {}): ProcessRequest {
  return { file: process.execPath, args: ['-e', script], cwd: __dirname, env: { ...process.env }, ...more };
}

describe('runProcess', () => {
  it('returns exit code and both outputs of a process that fails', async () => {
    const result = await runProcess(node('console.log("out"); console.error("err"); process.exit(7)'));
    expect(result).toMatchObject({ exitCode: 7, signal: undefined, stdout: 'out\n', stderr: 'err\n' });
    expect(result.milliseconds).toBeGreaterThan(0);
  });

  it('hands arguments over as they are', async () => {
    const args = ['a b', '', '$HOME', '"quoted"', "it's", '*', 'back\\slash', 'line\nfeed', '-o'];
    const script = 'console.log(JSON.stringify(process.argv.slice(1)))';
    const { stdout } = await runProcess({ ...node(script), args: ['-e', script, '--', ...args] });
    expect(JSON.parse(stdout)).toEqual(args);
  });

  it('gives the process the environment it was given and nothing else', async () => {
    process.env.GOSHAWK_TEST_LEAK = 'leaked';
    const { PATH, SystemRoot } = process.env;
    const env = { PATH, SystemRoot, GOSHAWK_TEST_GIVEN: 'given', GOSHAWK_TEST_UNSET: undefined };
    const { stdout } = await runProcess(node('console.log(JSON.stringify(process.env))', { env }));
    delete process.env.GOSHAWK_TEST_LEAK;
    expect(JSON.parse(stdout)).toMatchObject({ GOSHAWK_TEST_GIVEN: 'given' });
    expect(stdout).not.toMatch(/GOSHAWK_TEST_(LEAK|UNSET)/);
  });

  it('passes input on, and an empty one when there is none', async () => {
    const echo =
      'process.stdin.on("data", (d) => process.stdout.write(d)).on("end", () => console.log("end"))';
    expect((await runProcess(node(echo, { input: 'größe\n' }))).stdout).toBe('größe\nend\n');
    expect((await runProcess(node(echo))).stdout).toBe('end\n');
  });

  it('survives a process that does not read its input', async () => {
    const { exitCode } = await runProcess(node('process.exit(0)', { input: 'x'.repeat(2_000_000) }));
    expect(exitCode).toBe(0);
  });

  it('streams output as it comes', async () => {
    const seen: string[] = [];
    const directory = makeDirectory();
    const script = `
      const fs = require('fs');
      console.log('first');
      const timer = setInterval(() => {
        if (!fs.existsSync('go-on')) return;
        clearInterval(timer);
        console.error('second');
      }, 5);`;
    const onStdout = (chunk: string): void => {
      seen.push(chunk);
      writeFileSync(join(directory, 'go-on'), '');
    };
    const onStderr = (chunk: string): void => void seen.push(chunk);
    await runProcess(node(script, { cwd: directory, onStdout, onStderr }));
    expect(seen).toEqual(['first\n', 'second\n']); // The process ends only after its first line was passed on.
  });

  it('never cuts a character between chunks', async () => {
    const chunks: string[] = [];
    const script = `
      const bytes = Buffer.from('é');
      process.stdout.write(bytes.subarray(0, 1), () => setTimeout(() => process.stdout.write(bytes.subarray(1)), 50));`;
    const { stdout } = await runProcess(node(script, { onStdout: (chunk) => chunks.push(chunk) }));
    expect([stdout, chunks.join('')]).toEqual(['é', 'é']);
  });

  it('keeps output of any size', async () => {
    const script = 'const line = "x".repeat(1023) + "\\n"; process.stdout.write(line.repeat(120 * 1024))';
    const { stdout } = await runProcess(node(script));
    expect(stdout.length).toBe(120 * 1024 * 1024); // execa alone stops at 100 MB.
  });

  onPosix('tells that a signal ended the process', async () => {
    const result = await runProcess(node('process.kill(process.pid, "SIGKILL")'));
    expect(result).toMatchObject({ exitCode: 137, signal: 'SIGKILL', stoppedBy: undefined });
  });

  it.each([
    ['a program that does not exist', { file: join(__dirname, 'no-such-program') }],
    ['a directory that does not exist', { cwd: join(__dirname, 'no-such-directory') }],
    ['a file that is no program', { file: __filename }],
  ])('throws for %s', async (_what, request) => {
    await expect(runProcess(node('', request))).rejects.toMatchObject({
      code: 'process-not-started',
      message: expect.stringMatching(/ENOENT|EACCES|UNKNOWN/) as string,
    });
  });

  onPosix('ends the whole tree when it is aborted', async () => {
    const controller = new AbortController();
    let pids: number[] = [];
    const running = runProcess({
      ...node(''),
      file: 'sh',
      args: ['-c', 'sleep 300 & echo $! $$; wait'],
      signal: controller.signal,
      onStdout: (chunk) => {
        pids = chunk.trim().split(' ').map(Number);
        controller.abort();
      },
    });
    await expect(running).resolves.toMatchObject({ exitCode: 143, signal: 'SIGTERM', stoppedBy: 'SIGTERM' });
    expect(pids).toHaveLength(2);
    await waitUntil(() => !pids.some(isRunning));
  });

  it('starts nothing when it was aborted before', async () => {
    const file = join(makeDirectory(), 'started');
    const script = `require('fs').writeFileSync(${JSON.stringify(file)}, '')`;
    const result = await runProcess(node(script, { signal: AbortSignal.abort() }));
    expect(result).toMatchObject({ signal: 'SIGTERM', stoppedBy: 'SIGTERM' });
    expect(() => statSync(file)).toThrow(/ENOENT/);
  });

  it('listens for signals only while processes run', async () => {
    const count = (): number => process.listenerCount('SIGINT') + process.listenerCount('SIGTERM');
    const before = count();
    const both = Promise.all([
      runProcess(node('console.log(1)', { onStdout: () => expect(count()).toBe(before + 2) })),
      runProcess(node('setTimeout(() => {}, 100)')),
    ]);
    expect(await both).toMatchObject([{ stdout: '1\n' }, { exitCode: 0 }]);
    expect(count()).toBe(before);
  });
});
