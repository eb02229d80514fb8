import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OwnedEntry } from '../../../cache/inspect/testing/owned-entry';
import { makeDirectory } from '../../../support/testing/make-directory';
import { goEnvironment } from '../../../toolchain/testing/go-environment';
import { renderCost, renderGoVerification } from './render';
import { planVerification } from './verify-plan';
import { verifyWithGo, withSwitch, type GoVerificationDocument } from './verify-with-go';

jest.setTimeout(300_000);

const FILES = {
  'go.mod': 'module example.test/checked\n\ngo 1.21\n',
  'low/low.go': 'package low\n\nfunc One() int { return 1 }\n',
  'high/high.go':
    'package high\n\nimport "example.test/checked/low"\n\nfunc Two() int { return low.One() + 1 }\n',
  'broken/broken.go': 'package broken\n\nvar x int = "text"\n',
};

/** A module in a dimension of its own; little of the standard library has to be compiled for it. */
class Fixture {
  readonly cwd = makeDirectory(FILES);
  readonly cacheRoot = makeDirectory();
  readonly env = goEnvironment({ CGO_ENABLED: '0', GODEBUG: 'gocachehash=0' });

  async verify(...named: string[]): Promise<GoVerificationDocument & { costs: string[] }> {
    const { cwd, cacheRoot, env } = this;
    const plan = await planVerification(named, { cwd, cacheRoot, env, flags: ['-tags=some'] });
    const costs: string[] = [];
    const document = await verifyWithGo({ plan, onCost: (cost) => costs.push(renderCost(cost)) });
    return { ...document, costs };
  }
}

function find(
  { gocache }: GoVerificationDocument,
  name: string,
  kind: OwnedEntry['entry']['kind'],
): OwnedEntry {
  return OwnedEntry.find(gocache, `example.test/checked/${name}`, kind);
}

describe('verifyWithGo', () => {
  it('finds pointers that only Go can tell to be wrong, reports what Go repairs, and leaves a cache that passes', async () => {
    const fixture = new Fixture();
    const filled = await fixture.verify('./low', './high');
    expect(filled).toMatchObject({ result: 'confirmed', findings: [], rounds: [{ exitCode: 0 }] });
    expect(filled.costs).toEqual([expect.stringMatching(/^Go compiles 2 packages again, 0 .*empty cache/)]);

    // A list of source files that names those of another package has no build ID that could tell.
    const list = find(filled, 'low', 'source-list');
    const other = find(filled, 'high', 'source-list');
    list.pointTo(other);
    // Go would write this output anew, and say nothing.
    const archive = find(filled, 'high', 'archive');
    const bytes = readFileSync(archive.outputPath);
    writeFileSync(archive.outputPath, bytes.fill(1, bytes.length - 20));

    const found = await fixture.verify('./low', './high');
    expect(found.costs).toEqual([expect.stringMatching(/the last time, 2 packages took/)]);
    expect(found.result).toBe('confirmed');
    expect(found.rounds.map(({ exitCode }) => exitCode)).toEqual([2, 0]);
    expect(found.findings).toMatchObject([
      { code: 'output-altered', entry: archive.entry.id },
      {
        code: 'entry-not-reproduced',
        severity: 'error',
        entry: list.entry.id,
        importPath: 'example.test/checked/low',
        key: expect.stringMatching(/^subkey [0-9a-f]{64} "srcfiles"$/),
        made: { output: list.entry.output, size: list.entry.size },
        cached: { output: other.entry.output, size: other.entry.size },
        action: 'moved into quarantine; Go makes it anew',
      },
    ]);
    const quarantined = readdirSync(join(fixture.cacheRoot, found.dimension, 'quarantine'));
    expect(quarantined.map((name) => name.slice(0, 64)).sort()).toEqual(
      [archive.entry.id, list.entry.id].sort(),
    );
    expect(renderGoVerification(found)).toMatch(
      /error entry-not-reproduced: action [0-9a-f]{64} of example.test\/checked\/low: .*\n +subkey .*\n/,
    );

    expect(await fixture.verify('./low')).toMatchObject({ result: 'confirmed', findings: [] });
  });

  it('stops at a bound, with what it has found', async () => {
    const fixture = new Fixture();
    const filled = await fixture.verify('./low');
    const list = find(filled, 'low', 'source-list');
    list.pointTo(find(filled, 'low', 'compile-output'));
    const { cwd, cacheRoot, env } = fixture;
    const plan = await planVerification(['./low'], { cwd, cacheRoot, env, flags: ['-tags=some'] });
    const stopped = await verifyWithGo({ plan, mostRounds: 1 });
    expect(stopped).toMatchObject({ result: 'unfinished', findings: [{ entry: list.entry.id }] });
  });

  it('says what the go command says where a package does not compile', async () => {
    const failed = await new Fixture().verify('./broken');
    expect(failed).toMatchObject({ result: 'failed', findings: [] });
    expect(failed.output).toContain('broken/broken.go:3:13');
    expect(renderGoVerification(failed)).toContain('broken/broken.go:3:13');
  });

  it('refuses what is no package before it compiles anything', async () => {
    await expect(new Fixture().verify('./nowhere')).rejects.toMatchObject({
      code: 'no-go-package',
      exitCode: 2,
    });
  });
});

describe('planVerification', () => {
  it('takes a project by its name, and its packages by default', async () => {
    const { cwd, cacheRoot, env } = new Fixture();
    const place = { cwd, cacheRoot, env, flags: [] };
    const [named, whole] = [
      await planVerification(['example.test/checked'], place),
      await planVerification([], place),
    ];
    expect(named).toMatchObject({ cwd, verb: 'build', patterns: ['./...'] });
    expect(whole).toMatchObject({ cwd, patterns: ['./...'] });
    expect(named.dimension.name).toBe(whole.dimension.name);
  });

  it('says that Nx is needed for a target, and what cannot be mixed', async () => {
    const { cwd, cacheRoot, env } = new Fixture();
    const place = { cwd, cacheRoot, env, flags: [] };
    await expect(planVerification(['app:go-build'], place)).rejects.toMatchObject({ code: 'no-nx' });
    await expect(planVerification(['app:go-build', './...'], place)).rejects.toMatchObject({
      code: 'mixed-names',
    });
  });
});

it.each([
  [undefined, 'gocacheverify=1'],
  ['', 'gocacheverify=1'],
  ['gocachetest=1,gocacheverify=0', 'gocachetest=1,gocacheverify=0,gocacheverify=1'],
])('keeps the settings %j of the user', (settings, merged) => {
  expect(withSwitch(settings)).toBe(merged);
});
