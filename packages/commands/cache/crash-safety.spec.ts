import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import * as actions from '../../actions';
import * as cache from '../../cache';
import { SmallModule } from '../../cache/build-id/testing/small-module';
import { isFullMatrix } from '../../support/testing/full-matrix';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import * as commands from '..';
import { FailingProcess, type WriteFault } from '../testing/failing-process';

jest.setTimeout(600_000);

/** Small, since many copies of it are verified: nothing of the standard library is compiled. */
const BEFORE = ['build ./library', 'build -gcflags=-N ./library', 'build ./user'];
const AFTERWARDS = ['build -trimpath ./library', 'build -gcflags=-N ./user'];

/** The task that had used all that there was before. */
const OWNER = { workspaceRoot: '/workspace', task: 'user:go-build' };

/** All that writes beside a cache. A process of its own runs its text: it may use nothing but what it is given. */
function useCache(rooms: typeof actions & typeof cache & typeof commands, directory: string): void {
  const [gocache, stateDirectory] = [`${directory}/gocache`, directory];
  const [workspaceRoot, other, id] = ['/workspace', 'other:go-build', 'user:go-build'];
  const entries = [{ action: 'A'.repeat(20), content: 'B'.repeat(20) }];
  rooms.writeSnapshot(directory, { workspaceRoot, task: other }, entries);
  const task = { id, workspaceRoot, dimension: { directory, gocache } };
  rooms.verifyForTasks([task as commands.PreparedTask<unknown>], 'repair');
  const beforeRepair = (wrong: readonly cache.EntryFinding[]) =>
    rooms.suspectTasks(directory, new Set(wrong.map(({ entry }) => rooms.hashToString(entry))), 0);
  const place = { gocache, stateDirectory, repair: 'quarantine', beforeRepair } as const;
  rooms.withVerifier(place, (verifier) => rooms.scrubCache(verifier, directory, 0));
  rooms.verifyCache({ ...place, scopes: [{ of: 'all' }], depth: 'digest', trust: 'nothing' });
}

/** A dimension's directory in which a package that Go compiled was altered after it had been verified. */
interface Damaged {
  readonly directory: string;
  /** Name of its action entry. */
  readonly altered: string;
  /** Action entries, with their texts, that nothing is wrong with; and those that Go made while the package was wrong. */
  readonly good: ReadonlyMap<string, string>;
  readonly suspects: ReadonlyMap<string, string>;
}

const rooms = { ...actions, ...cache, ...commands };
let seed: Damaged;
let failing: FailingProcess;

beforeAll(() => {
  const program = `(${useCache.toString()})(rooms, process.argv[2]);`;
  failing = new FailingProcess(['actions', 'cache', 'commands'], program);
  seed = makeDamaged();
});

function makeDamaged(): Damaged {
  const module = SmallModule.make();
  writeFiles(module.directory, {
    'user/user.go':
      'package user\n\nimport "example.com/small/library"\n\nfunc Two() int { return 2 * library.One() }\n',
  });
  const directory = makeDirectory();
  const gocache = join(directory, 'gocache');
  const go = (command: string) => module.go(command.split(' '), { CGO_ENABLED: '0', GOCACHE: gocache });
  BEFORE.forEach(go);
  verify(directory);
  const texts = actionTexts(gocache);
  const [altered] = [...texts].flatMap(([file, text]) => {
    const output = text.split(' ')[2] ?? '';
    const path = join(gocache, output.slice(0, 2), `${output}-d`);
    const content = readFileSync(path, 'latin1');
    return content.startsWith('!<arch>') && content.includes('small/library.One') ? [{ file, path }] : [];
  });
  if (altered === undefined) throw new Error('no package was compiled');
  AFTERWARDS.forEach(go);
  const bytes = readFileSync(altered.path);
  bytes[bytes.length - 9] = (bytes.at(-9) ?? 0) ^ 1;
  writeFileSync(altered.path, bytes);
  const all = actionTexts(gocache);
  const used = [...texts.keys()].map((file) => ({ action: cache.hashToString(idOf(file)), content: '' }));
  actions.writeSnapshot(directory, OWNER, used);
  return {
    directory,
    altered: altered.file,
    good: new Map([...texts].filter(([file]) => file !== altered.file)),
    suspects: new Map([...all].filter(([file]) => !texts.has(file))),
  };
}

/** The seed in another place. Outputs are linked, since nothing may write to them. */
function copySeed(): Damaged {
  const directory = makeDirectory();
  for (const name of filesIn(seed.directory)) {
    const [from, to] = [join(seed.directory, name), join(directory, name)];
    mkdirSync(dirname(to), { recursive: true });
    if (name.endsWith('-d')) linkSync(from, to);
    else copyFileSync(from, to);
  }
  return { ...seed, directory };
}

function verify(directory: string): cache.Verification {
  return cache.verifyCache({
    ...{ gocache: join(directory, 'gocache'), stateDirectory: directory, repair: 'nothing' },
    ...{ scopes: [{ of: 'all' }], depth: 'digest', trust: 'states' },
  });
}

function actionTexts(gocache: string): Map<string, string> {
  const names = filesIn(gocache).filter((name) => name.endsWith('-a'));
  return new Map(names.map((name) => [name, readFileSync(join(gocache, name), 'latin1')]));
}

function idOf(file: string): cache.ActionId {
  return file.slice(3, 67) as cache.ActionId;
}

function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(directory, name)).isFile())
    .map((name) => name.replaceAll('\\', '/'));
}

/** Texts of what was moved away, by the names that they had. */
function quarantined(directory: string): Map<string, string> {
  const place = join(directory, 'quarantine');
  const names = existsSync(place) ? readdirSync(place) : [];
  return new Map(
    names.map((name) => [
      `${name.slice(0, 2)}/${name.slice(0, 64)}-a`,
      readFileSync(join(place, name), 'latin1'),
    ]),
  );
}

/** Everything that is to stay the same however often a cache is verified again. */
function stateOf(directory: string): object {
  return {
    entries: actionTexts(join(directory, 'gocache')),
    quarantined: quarantined(directory),
    journal: readFileSync(join(directory, 'journal.jsonl'), 'utf8'),
    snapshots: readdirSync(join(directory, 'snapshots')).sort(),
  };
}

/** Before anything is repaired: nothing good is lost, and nothing at all has gone. */
function expectNothingLost({ directory, altered, good, suspects }: Damaged): void {
  const there = actionTexts(join(directory, 'gocache'));
  const away = quarantined(directory);
  expect([...good].filter(([file, text]) => there.get(file) !== text)).toEqual([]);
  const bad = [...suspects.keys(), altered];
  expect(bad.filter((file) => !there.has(file) && !away.has(file))).toEqual([]);
}

function expectRepaired(damaged: Damaged): void {
  const { directory, good, suspects } = damaged;
  useCache(rooms, directory);
  expectNothingLost(damaged);
  const left = actionTexts(join(directory, 'gocache'));
  expect([...left.keys()].sort()).toEqual([...good.keys()].sort());
  expect(quarantined(directory).size).toBe(suspects.size + 1);
  expect(actions.suspectsOf(directory)).toEqual([expect.objectContaining(OWNER)]);
  expect(filesIn(directory).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  const state = stateOf(directory);
  for (let time = 0; time < 2; time++) {
    useCache(rooms, directory);
    expect(stateOf(directory)).toEqual(state);
  }
  expect(verify(directory).findings).toEqual([]);
}

/** Each fault, and of how many writes one is tried where not all are. */
const FAULTS: readonly (readonly [WriteFault, number])[] = [
  ['killed', 1],
  ['killed half', 3],
  ['full', 5],
  ['full half', 3],
  ['refused', 5],
];

it.each(FAULTS)(
  '%s at a write, whichever it is, a process loses nothing good, and the next one repairs all',
  (fault, sample) => {
    const stride = isFullMatrix ? 1 : sample;
    let at = 1;
    for (let isReached = true; isReached; at += stride) {
      const damaged = copySeed();
      isReached = failing.run(fault, at, [damaged.directory]);
      expectNothingLost(damaged);
      expectRepaired(damaged);
      rmSync(damaged.directory, { recursive: true });
    }
    expect(at).toBeGreaterThan(20);
  },
);
