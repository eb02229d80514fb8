import { join } from 'node:path';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import { compileRooms } from '../../toolchain/testing/compile-rooms';
import { runProcess } from '../../toolchain';
import { PlainDisk } from '../testing/plain-disk';

const FILES = 4500;

const SCRIPT = `
const { memoise } = require('./graph/disk/memoise.js');
const { join } = require('node:path');
const [root, cacheFile, what] = process.argv.slice(2);
let calls = 0;
const result = memoise({
  root, cacheFile, key: '', trees: ['.'], workerFile: join(__dirname, 'graph/disk/scan-worker.js'),
  compute(disk) {
    calls++;
    if (what === 'fail') throw new Error('no graph');
    return disk.directory('.').files.map((name) => disk.goFile(name));
  },
});
console.log(JSON.stringify({ calls, result }));
`;

describe('memoise with threads that help', () => {
  const dist = compileRooms(['support', 'graph']);
  const root = makeDirectory();
  writeFiles(dist, { 'run.js': SCRIPT });
  writeFiles(
    root,
    Object.fromEntries(
      Array.from({ length: FILES }, (_, n) => [`f${n}.go`, `package p${n}\n\nimport "ünï/${n}"\n`]),
    ),
  );
  const disk = new PlainDisk(root);
  const expected = disk.directory('.')?.files.map((name) => disk.goFile(name));
  const run = async (cacheFile: string, what = '') => {
    const args = [join(dist, 'run.js'), root, cacheFile, what];
    const { stdout, stderr, exitCode } = await runProcess({
      file: process.execPath,
      args,
      cwd: root,
      env: {},
    });
    return exitCode === 0 ? (JSON.parse(stdout) as unknown) : stderr;
  };

  it('finds what one thread finds, in two processes at once and in the next one', async () => {
    const cacheFile = join(makeDirectory(), 'memo');
    const first = await Promise.all([run(cacheFile), run(cacheFile)]);
    expect(first).toEqual(Array(2).fill({ calls: 1, result: expected }));
    expect(await run(cacheFile)).toEqual({ calls: 0, result: expected });
  });

  it('keeps no process alive whose work failed', async () => {
    expect(await run(join(makeDirectory(), 'memo'), 'fail')).toContain('no graph');
  });
});
