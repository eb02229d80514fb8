import { existsSync, mkdirSync, renameSync, utimesSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import { Stage } from './stage';

/** No process can have it: Linux and macOS give lower ones, Windows' are multiples of four. */
const NO_PROCESS = 2 ** 31 - 1;

const HOURS = 60 * 60 * 1000;

let state: string;

beforeEach(() => {
  state = makeDirectory();
});

function stage(): Stage {
  return new Stage(state, join(state, 'dimension'));
}

/** A stage as a process of that ID has left it, on this machine or on another one. */
function leave(pid: number, where: 'here' | 'elsewhere', age = 0): string {
  const [, space = ''] = basename(stage().directory).split('-');
  const name = `${pid}-${where === 'here' ? space : 'ffffffff'}-left`;
  const left = join(state, 'stage', name);
  mkdirSync(left);
  const time = new Date(Date.now() - age);
  utimesSync(left, time, time);
  return left;
}

describe('Stage', () => {
  it.each<[boolean, string, () => string]>([
    [true, 'a running process', () => leave(process.pid, 'here', 48 * HOURS)],
    [false, 'a process that is gone', () => leave(NO_PROCESS, 'here')],
    [true, 'another machine, however its processes are numbered', () => leave(NO_PROCESS, 'elsewhere')],
    [true, 'another machine, a day ago', () => leave(NO_PROCESS, 'elsewhere', 23 * HOURS)],
    [false, 'another machine, two days ago', () => leave(process.pid, 'elsewhere', 48 * HOURS)],
  ])('says %s whether it keeps the stage of %s', (isKept, _, make) => {
    const left = make();
    const own = stage();
    expect(existsSync(left)).toBe(isKept);
    expect(existsSync(own.directory)).toBe(true);
  });

  it('keeps a stage without a name of its machine for a day', () => {
    const old = join(state, 'stage', `${NO_PROCESS}-0123abcd`);
    mkdirSync(dirname(old), { recursive: true });
    renameSync(stage().directory, old);
    stage();
    expect(existsSync(old)).toBe(true);
  });
});
