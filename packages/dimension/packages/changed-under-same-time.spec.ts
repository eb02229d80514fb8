import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileDigests } from '../../support';
import { makeDirectory } from '../../support/testing/make-directory';
import { ChangedUnderSameTime } from './changed-under-same-time';

const MINUTE = 60_000;

function setUp() {
  const root = makeDirectory();
  const file = join(root, 'a.go');
  const memo = join(root, 'go-files.json');
  const digests = new FileDigests(join(root, 'digests.json'));
  const write = (text: string, minutesAgo: number) => {
    writeFileSync(file, text);
    const time = new Date(Math.floor(Date.now() / MINUTE) * MINUTE - minutesAgo * MINUTE);
    utimesSync(file, time, time);
  };
  const open = () => {
    const trust = new ChangedUnderSameTime(memo);
    return () => trust.update([file], digests).length > 0;
  };
  return { write, open, isChanged: () => open()() };
}

describe('ChangedUnderSameTime', () => {
  it('remembers what it saw under a size and time while the file had others', () => {
    const { write, isChanged } = setUp();
    write('package a', 9);
    expect(isChanged()).toBe(false);
    write('package a // more', 5);
    expect(isChanged()).toBe(false);
    write('package b', 9);
    expect(isChanged()).toBe(true);
    write('package a', 9);
    expect(isChanged()).toBe(false);
  });

  it('takes what another process saw meanwhile for the first', () => {
    const { write, open } = setUp();
    const [one, other] = [open(), open()];
    write('package a', 9);
    expect(one()).toBe(false);
    write('package b', 9);
    expect(other()).toBe(true);
  });

  it('keeps what others wrote', () => {
    const { write, open, isChanged } = setUp();
    const [one, other] = [open(), open()];
    write('package a', 9);
    one();
    write('package aa', 9);
    other();
    write('package b', 9);
    expect(isChanged()).toBe(true);
  });

  it('remembers the latest eight', () => {
    const { write, isChanged } = setUp();
    for (let minutes = 20; minutes > 11; minutes--) {
      write('package a', minutes);
      isChanged();
    }
    write('package b', 13);
    expect(isChanged()).toBe(true);
    write('package b', 20);
    expect(isChanged()).toBe(false);
  });
});
