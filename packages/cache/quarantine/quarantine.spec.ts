import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256Of } from '../../support';
import { makeDirectory } from '../../support/testing/make-directory';
import { formatActionEntry } from '../entries/action-entry';
import { CacheDirectory } from '../entries/cache-directory';
import { hashToString, subkey, type ActionId, type OutputId } from '../entries/ids';
import { toFinding, type EntryFaultCode } from '../verify/entry-finding';
import { Journal, journalSize, quarantinedSince } from './journal';
import { Quarantine } from './quarantine';

const idOf = (name: string) => sha256Of(name) as ActionId;

/** A cache with entries that point at one output, by their names. */
class Fixture {
  readonly cache = new CacheDirectory(makeDirectory());
  readonly state = makeDirectory();
  readonly journal = join(this.state, 'journal.jsonl');
  readonly output = sha256Of('content') as OutputId;

  constructor(...names: string[]) {
    for (const name of names) this.write(name, 1n);
  }

  write(name: string, time: bigint): void {
    this.writeEntry(idOf(name), time);
  }

  writeEntry(id: ActionId, time: bigint): void {
    const file = this.cache.actionPath(id);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, formatActionEntry({ id, output: this.output, size: 7, time }));
  }

  has(name: string): boolean {
    return existsSync(this.cache.actionPath(idOf(name)));
  }

  take(name: string, code: EntryFaultCode = 'output-altered'): ActionId[] {
    return this.takeEntry(idOf(name), code);
  }

  takeEntry(entry: ActionId, code: EntryFaultCode): ActionId[] {
    const finding = toFinding({ code, evidence: 'seen' }, { entry, output: this.output });
    return [...new Quarantine(this.cache, this.state).take([finding]).bad];
  }

  resume(): void {
    new Quarantine(this.cache, this.state).resume();
  }

  get quarantined(): string[] {
    return readdirSync(join(this.state, 'quarantine')).map((name) => name.slice(0, 64));
  }
}

describe('Quarantine', () => {
  it('takes all entries that point at a bad output, and the journal says why', () => {
    const fixture = new Fixture('one', 'two');
    expect(fixture.take('one').sort()).toEqual([idOf('one'), idOf('two')].sort());
    expect([fixture.has('one'), fixture.has('two')]).toEqual([false, false]);
    expect(fixture.quarantined.sort()).toEqual([idOf('one'), idOf('two')].sort());
    expect(readFileSync(fixture.journal, 'utf8')).toMatch(/"plan".*"output-altered".*"seen"/);
    expect(new Journal(fixture.state).unfinished()).toEqual([]);
  });

  it('takes with what an action printed the action, which Go would take for one that printed nothing', () => {
    const printed = subkey(idOf('vet'), 'stdout');
    const fixture = new Fixture('vet', 'other');
    fixture.writeEntry(printed, 1n);
    expect(fixture.takeEntry(printed, 'entry-redirected').sort()).toEqual([idOf('vet'), printed].sort());
    expect([fixture.has('vet'), fixture.has('other')]).toEqual([false, true]);
  });

  it('takes one entry alone where it, and not its output, is bad', () => {
    const fixture = new Fixture('one', 'two');
    expect(fixture.take('one', 'action-id-mismatch')).toEqual([idOf('one')]);
    expect(fixture.has('two')).toBe(true);
  });

  it('has nothing to take where the entry is gone', () => {
    const fixture = new Fixture();
    expect(fixture.take('one')).toEqual([]);
  });
});

describe('what was made since a time', () => {
  it('is moved, and what was made before stays', () => {
    const fixture = new Fixture();
    for (const [name, time] of [
      ['before', 999_999_999n],
      ['then', 1_000_000_000n],
      ['later', 2_000_000_000n],
    ] as const) {
      fixture.write(name, time);
    }
    const size = journalSize(fixture.state);
    const reason = { code: 'made-from-wrong', evidence: 'seen' };
    const taken = new Quarantine(fixture.cache, fixture.state).takeSince({ since: 1000, ...reason });
    expect(taken.sort()).toEqual([idOf('then'), idOf('later')].sort());
    expect([fixture.has('before'), fixture.has('then'), fixture.has('later')]).toEqual([true, false, false]);
    expect(quarantinedSince(fixture.state, size).sort()).toEqual(taken.map(hashToString).sort());
    expect(quarantinedSince(fixture.state, journalSize(fixture.state))).toEqual([]);
  });
});

describe('a process that was killed', () => {
  /** Its journal until the moves are done, with the entry moved or not. */
  function killed(moved: 'moved' | 'not moved'): Fixture {
    const fixture = new Fixture('one');
    fixture.take('one');
    const lines = readFileSync(fixture.journal, 'utf8').split('\n');
    writeFileSync(fixture.journal, lines.filter((line) => line.includes('"plan"')).join('\n') + '\n');
    const [name = ''] = readdirSync(join(fixture.state, 'quarantine'));
    if (moved === 'not moved') {
      renameSync(join(fixture.state, 'quarantine', name), fixture.cache.actionPath(idOf('one')));
    }
    return fixture;
  }

  it.each(['moved', 'not moved'] as const)(
    'after it planned, with the entry %s, is finished by the next one, as often as that runs',
    (moved) => {
      const fixture = killed(moved);
      for (let run = 0; run < 3; run++) {
        fixture.resume();
        expect(fixture.has('one')).toBe(false);
        expect(fixture.quarantined).toEqual([idOf('one')]);
        expect(new Journal(fixture.state).unfinished()).toEqual([]);
      }
    },
  );

  it('does not take away what Go has written anew since', () => {
    const fixture = killed('not moved');
    fixture.write('one', 2n);
    fixture.resume();
    expect(fixture.has('one')).toBe(true);
    expect(fixture.quarantined).toEqual([]);
  });

  it('gives back what Go had written in between, as often as it runs', () => {
    const fixture = killed('moved');
    const [name = ''] = readdirSync(join(fixture.state, 'quarantine'));
    fixture.write('one', 2n);
    renameSync(fixture.cache.actionPath(idOf('one')), join(fixture.state, 'quarantine', name));
    for (let run = 0; run < 2; run++) {
      fixture.resume();
      expect(fixture.has('one')).toBe(true);
      expect(fixture.quarantined).toEqual([]);
    }
  });

  it('while it planned has planned all or nothing', () => {
    const fixture = new Fixture('one', 'two');
    fixture.take('one');
    const [plan = ''] = readFileSync(fixture.journal, 'utf8').split('\n');
    fixture.write('one', 1n);
    fixture.write('two', 1n);
    for (let length = 0; length < plan.length; length += 13) {
      writeFileSync(fixture.journal, plan.slice(0, length));
      fixture.resume();
      expect([fixture.has('one'), fixture.has('two')]).toEqual([true, true]);
    }
  });

  it('within a line of the journal costs that line alone', () => {
    const fixture = killed('not moved');
    appendFileSync(fixture.journal, '{"plan":{"entry":"0123');
    fixture.resume();
    expect(fixture.has('one')).toBe(false);
    fixture.write('two', 1n);
    expect(fixture.take('two')).toEqual([idOf('two')]);
    expect(new Journal(fixture.state).unfinished()).toEqual([]);
  });
});
