import { existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pause } from '../../support';
import { COMMANDS, FilledCache } from '../testing/filled-cache';
import { victimsIn } from '../testing/victims';

jest.setTimeout(300_000);

let filled: FilledCache;

beforeAll(() => {
  filled = FilledCache.fill();
});

describe('a cache that only Go has written', () => {
  it('is good, and nothing is read a second time', () => {
    const own = filled.copy();
    const first = own.verify({ trust: 'states' });
    expect(first.findings).toEqual([]);
    expect(first).toMatchObject({
      entries: own.entries().length,
      read: own.entries().length,
      isComplete: true,
    });
    expect([...first.kinds.keys()].sort()).toEqual(
      expect.arrayContaining(['archive', 'empty', 'executable', 'go-index', 'other']),
    );
    // What Go has just written is within a tick of the clock of some file systems.
    own.shiftTimes(-60_000);
    pause(60);
    own.verify({ trust: 'states' });
    pause(60);
    expect(own.verify({ trust: 'states' })).toMatchObject({ read: 0, bytes: 0, findings: [] });
    expect(own.verify({ scopes: [{ of: 'new' }] })).toMatchObject({ entries: 0, findings: [] });
  });

  it.each([
    ['is gone', (index: string) => rmSync(index)],
    ['is torn', (index: string) => truncateSync(index, Math.floor(statSync(index).size / 4) + 1)],
    ['is shorter', (index: string) => truncateSync(index, 0)],
    ['is another one', (index: string) => writeFileSync(index, 'something else')],
  ])('is looked at as a whole where the list of what was verified %s', (_, damage) => {
    const own = filled.copy();
    own.verify();
    pause(60);
    own.verify();
    expect(own.verify({ scopes: [{ of: 'new' }] }).entries).toBe(0);
    damage(join(own.stateDirectory, 'index'));
    expect(own.verify({ scopes: [{ of: 'new' }] }).entries).toBeGreaterThan(0);
  });

  it('is good after Go has used it, an hour later as well', () => {
    const own = filled.copy();
    own.verify();
    own.shiftTimes(-2 * 60 * 60 * 1000);
    own.module.go(['build', '-o', join(own.stateDirectory, 'program'), './embedded'], {
      CGO_ENABLED: '0',
      GOCACHE: own.gocache,
    });
    expect(own.verify().findings).toEqual([]);
    expect(own.verify({ depth: 'content' }).findings).toEqual([]);
  });

  it('is verified in parts, which together are all of it', () => {
    const parts = [1, 2, 3].map((number) =>
      filled.copy().verify({ scopes: [{ of: 'part', number, parts: 3 }] }),
    );
    const sum = parts.reduce((entries, part) => entries + part.entries, 0);
    expect(sum).toBe(filled.entries().length);
  });

  it('is left where time runs out, and what was not verified is first next time', () => {
    const own = filled.copy();
    expect(own.verify({ scopes: [{ of: 'all' }], until: Date.now() })).toMatchObject({
      isComplete: false,
      entries: 0,
    });
    expect(own.verify({ scopes: [{ of: 'all' }] })).toMatchObject({ isComplete: true });
  });
});

describe('repair', () => {
  it('moves the entry away and leaves the output, so that Go makes it anew and heals the output', () => {
    const own = filled.copy();
    own.verify();
    const victim = victimsIn(own).find(({ role }) => role === 'package');
    if (victim === undefined) throw new Error('no archive');
    const bytes = readFileSync(victim.path);
    const flipped = Buffer.from(bytes);
    flipped[flipped.length - 100] = (flipped.at(-100) ?? 0) ^ 1;
    writeFileSync(victim.path, flipped);
    const { findings } = own.verify({ repair: 'quarantine' });
    expect(findings).toMatchObject([
      { code: 'output-altered', action: expect.stringContaining('quarantine') },
    ]);
    expect(existsSync(own.cache.actionPath(victim.entry.id))).toBe(false);
    expect(existsSync(victim.path)).toBe(true);
    expect(own.verify().findings).toEqual([]);
    const env = { CGO_ENABLED: '0', GOCACHE: own.gocache };
    for (const command of COMMANDS) own.module.go(command.split(' '), env);
    expect(readFileSync(victim.path).equals(bytes)).toBe(true);
    expect(own.verify().findings).toEqual([]);
  });

  it('leaves what Go takes for missing anyway', () => {
    const own = filled.copy();
    own.verify();
    const [victim] = victimsIn(own);
    if (victim === undefined) throw new Error('no entry');
    rmSync(victim.path);
    const { findings } = own.verify({ repair: 'quarantine' });
    expect(findings).toMatchObject([{ code: 'output-missing', severity: 'note' }]);
    expect(statSync(own.cache.actionPath(victim.entry.id)).isFile()).toBe(true);
  });
});
