import { join } from 'node:path';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import { compileRooms } from '../../toolchain/testing/compile-rooms';
import { runProcess } from '../../toolchain';
import { PlainDisk } from '../testing/plain-disk';

const FILES = 100;

const SCRIPT = `
const { memoise } = require('./graph/disk/memoise.js');
const [root, cacheFile] = process.argv.slice(2);
let calls = 0;
const result = memoise({
  root, cacheFile, key: '',
  compute(disk) {
    calls++;
    return disk.goFiles('.', disk.directory('.').files);
  },
});
console.log(JSON.stringify({ calls, result }));
`;

describe('memoise', () => {
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
  const expected = disk.goFiles('.', disk.directory('.')?.files ?? []);
  const run = async (cacheFile: string) => {
    const args = [join(dist, 'run.js'), root, cacheFile];
    const { stdout, stderr, exitCode } = await runProcess({
      file: process.execPath,
      args,
      cwd: root,
      env: {},
    });
    return exitCode === 0 ? (JSON.parse(stdout) as unknown) : stderr;
  };

  it('finds what is there, in two processes at once and in the next one', async () => {
    const cacheFile = join(makeDirectory(), 'memo');
    const first = await Promise.all([run(cacheFile), run(cacheFile)]);
    expect(first).toMatchObject(Array(2).fill({ result: expected }));
    expect(await run(cacheFile)).toEqual({ calls: 0, result: expected });
  });
});
