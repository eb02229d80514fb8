import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isFullMatrix } from '../../support/testing/full-matrix';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import { goEnvironment } from '../../toolchain/testing/go-environment';
import { hasCompiler } from '../../toolchain/testing/has-compiler';
import { SmallModule, sharedPath } from '../build-id/testing/small-module';
import { FilledCache } from '../testing/filled-cache';
import { mountSmallDisk, whyNoSmallDisk } from '../../support/testing/small-disk';
import type { EntryFinding } from './entry-finding';
import type { Verification } from './verify-entries';

jest.setTimeout(600_000);

const VERSIONS = ['go1.21.13', 'go1.22.12', 'go1.23.12', 'go1.24.13', 'go1.25.12', 'local'];
const [BUILDERS, BUILDS] = isFullMatrix ? [4, 25] : [4, 3];
const MINUTE = 60_000;

/** What Go would use or fail over, if it were so. */
function alarms({ findings }: Verification): EntryFinding[] {
  return findings.filter(({ severity }) => severity !== 'note');
}

function expectNoAlarm(filled: FilledCache): void {
  for (const depth of ['digest', 'content'] as const) {
    const verification = filled.verify({ depth });
    expect(verification.entries).toBeGreaterThan(10);
    expect(alarms(verification)).toEqual([]);
  }
}

/** A go command that does not stop this process meanwhile. */
function start(filled: FilledCache, cwd: string, args: readonly string[], env = {}): ChildProcess {
  const own = goEnvironment({ CGO_ENABLED: '0', GOCACHE: filled.gocache, ...env });
  return spawn('go', args, { cwd, env: own, stdio: ['ignore', 'ignore', 'pipe'] });
}

async function textOf(child: ChildProcess): Promise<{ code: unknown; stderr: string }> {
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as unknown[];
  return { code, stderr };
}

/** Verifies with repair for as long as something else works. */
async function verifyDuring(filled: FilledCache, work: Promise<unknown>): Promise<number> {
  let [isOver, rounds] = [false, 0];
  const end = work.finally(() => (isOver = true));
  for (; !isOver; rounds++) {
    const trust = rounds % 2 === 0 ? 'states' : 'nothing';
    expect(alarms(filled.verify({ trust, repair: 'quarantine' }))).toEqual([]);
    await sleep(20);
  }
  await end;
  return rounds;
}

(isFullMatrix ? describe : describe.skip)('a cache that a Go of some version filled', () => {
  it.each(VERSIONS)('raises no alarm: %s', (GOTOOLCHAIN) => {
    const module = SmallModule.make();
    const go = (command: string, env = {}) =>
      module.go(command.split(' '), { GOTOOLCHAIN, CGO_ENABLED: '0', ...env });
    for (const command of [
      ...[
        'build ./library ./embedded',
        'run ./embedded',
        'vet ./library',
        'test ./library',
        'test -cover ./library',
      ],
      ...['build -gcflags=-N ./library', 'test -run=^$ -fuzz=FuzzLength -fuzztime=50x ./fuzzed'],
    ]) {
      go(command);
    }
    if (hasCompiler()) go('build -o out/native ./native', { CGO_ENABLED: '1' });
    expectNoAlarm(FilledCache.of(module));
  });
});

it('raises no alarm while go commands build, and none of them fails', async () => {
  const filled = FilledCache.fill();
  const builders = Array.from({ length: BUILDERS }, async (_, builder) => {
    const directory = makeDirectory({ 'go.mod': `module example.com/builder${builder}\n\ngo 1.21\n` });
    const printed: string[] = [];
    for (let build = 0; build < BUILDS; build++) {
      const word = `word ${builder} ${build}`;
      writeFiles(directory, {
        'main.go': `package main\n\nimport "example.com/builder${builder}/lib"\n\nfunc main() { println(lib.Word) }\n`,
        'lib/lib.go': `package lib\n\nvar Word = "${word}"\n`,
      });
      const { code, stderr } = await textOf(start(filled, directory, ['run', '.']));
      expect({ code, stderr }).toEqual({ code: 0, stderr: `${word}\n` });
      printed.push(word);
    }
    return printed.length;
  });
  const rounds = await verifyDuring(filled, Promise.all(builders));
  expect(rounds).toBeGreaterThan(2);
  expect(readdirSync(filled.stateDirectory)).not.toContain('quarantine');
  expectNoAlarm(filled);
});

it("raises no alarm after Go's trim", () => {
  const filled = FilledCache.fill();
  filled.verify();
  const before = filled.entries().length;
  filled.shiftTimes(-6 * 24 * 60 * MINUTE);
  writeFileSync(join(filled.gocache, 'trim.txt'), '1000000000');
  filled.module.go(['build', './library'], { CGO_ENABLED: '0', GOCACHE: filled.gocache });
  expect(filled.entries().length).toBeLessThan(before);
  expect(alarms(filled.verify())).toEqual([]);
});

it('raises no alarm after Go has touched what it used an hour later', () => {
  const filled = FilledCache.fill();
  filled.verify();
  filled.shiftTimes(-70 * MINUTE);
  filled.module.go(['run', './embedded'], { CGO_ENABLED: '0', GOCACHE: filled.gocache });
  expect(alarms(filled.verify({ trust: 'states' }))).toEqual([]);
  expectNoAlarm(filled);
});

it('raises no alarm while `go clean -cache` runs', async () => {
  const filled = FilledCache.fill();
  filled.verify();
  const cleaning = textOf(start(filled, filled.module.directory, ['clean', '-cache']));
  await verifyDuring(filled, cleaning);
  expect(await cleaning).toEqual({ code: 0, stderr: '' });
  expect(alarms(filled.verify())).toEqual([]);
  expect(filled.entries()).toEqual([]);
});

const reason = whyNoSmallDisk(join(sharedPath('disks'), String(process.pid)));
(reason === undefined ? it : it.skip)(
  `raises no alarm after a disk was full during builds${reason === undefined ? '' : ` (${reason})`}`,
  () => {
    const full = FilledCache.fill();
    const megabytes = Math.ceil(full.size / 1e6);
    const disk = mountSmallDisk(makeDirectory(), 2 * megabytes);
    try {
      const filled = full.copyTo(disk.directory);
      const module = SmallModule.make();
      const program = join(module.directory, 'program');
      const build = () =>
        module.go(['build', '-o', program, './embedded'], { CGO_ENABLED: '0', GOCACHE: filled.gocache });
      for (let round = 0; round < 8; round++) {
        // A package holds what it embeds.
        writeFiles(module.directory, { 'embedded/note.txt': `${round}`.repeat((megabytes * 1e6) / 4) });
        build();
        expect(alarms(filled.verify({ repair: 'quarantine' }))).toEqual([]);
      }
      expect(disk.free()).toBeLessThan((megabytes * 1e6) / 4);
      disk.resize(8 * megabytes);
      build();
      expectNoAlarm(filled);
    } finally {
      disk.dispose();
    }
  },
);
