import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { sha256Of } from '../../support';
import { isFullMatrix } from '../../support/testing/full-matrix';
import { makeDirectory } from '../../support/testing/make-directory';
import { hashToString, type ActionId, type OutputId } from '../entries/ids';
import { isArchive } from './archive-head';
import { parseBuildId, type BuildId } from './build-id';
import { MARGIN } from './content-hash';
import { hashOutput, hashThrough, type HashedOutput } from './content-id';
import { FilledCache } from '../testing/filled-cache';
import { SmallModule, askForBuildId } from './testing/small-module';

/** go commands that compile little: packages alone need nothing of the standard library. */
const COMMANDS: readonly (readonly [args: string, env: Record<string, string>])[] = [
  ['build -race ./library', { CGO_ENABLED: '1' }],
  ['build -cover -covermode=atomic ./library', {}],
  ['build -trimpath ./library', {}],
  ['build ./library', { GOOS: 'windows' }],
  ['build ./library', { GOOS: 'darwin', GOARCH: 'arm64' }],
  ['build ./library', { GOOS: 'linux', GOARCH: 's390x' }],
  // Each has to have a good part of the standard library compiled.
  ['build -o out/native ./native', { CGO_ENABLED: '1' }],
  ...(isFullMatrix ? [['test ./library', {}] as const] : []),
];

const OLD = { GOTOOLCHAIN: 'go1.21.13' };

let small: SmallModule;
let filled: FilledCache;

beforeAll(() => {
  small = SmallModule.make();
  filled = FilledCache.fill();
});

/** A go command in the cache of this spec. */
function go(args: readonly string[], env: Record<string, string> = {}): void {
  small.go(args, { CGO_ENABLED: '0', GOCACHE: filled.gocache, ...env });
}

describe('hashOutput of what go commands keep', () => {
  it('finds the action and the content of every package that the current Go compiled', () => {
    for (const [args, env] of COMMANDS) go(args.split(' '), env);
    expectRightArchives();
  });

  (isFullMatrix ? it : it.skip)('does so for those of Go 1.21', () => {
    // All of the standard library that the older Go is asked for is what a program without imports needs.
    go(['build', '-o', 'out/old', './native'], { CGO_ENABLED: '1', ...OLD });
    expectRightArchives();
  });

  function expectRightArchives(): void {
    const kept = keptOutputs().filter(({ hashed }) => isArchive(hashed.head));
    expect(kept.length).toBeGreaterThan(20);
    expect(kept.map(({ id, hashed }) => factsOf(id, hashed))).toEqual(
      kept.map(({ id, output }) => rightFor(id, output)),
    );
  }

  it('finds the action and the content of the executables that `go run` keeps', () => {
    const kept = keptOutputs().filter(({ isExecutable }) => isExecutable);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.map(({ id, hashed }) => factsOf(id, hashed))).toEqual(
      kept.map(({ id, output }) => rightFor(id, output)),
    );
  });

  it('finds a build ID in no other output', () => {
    const others = keptOutputs().filter(
      ({ hashed, isExecutable }) => !isExecutable && !isArchive(hashed.head),
    );
    expect(others.length).toBeGreaterThan(20);
    expect(
      others.filter(({ hashed }) => hashed.buildId !== undefined || hashed.contentId !== undefined),
    ).toEqual([]);
  });

  it('sees every changed byte of a package', () => {
    const { path, hashed } = someArchive();
    const altered = join(makeDirectory(), 'altered.a');
    fc.assert(
      fc.property(fc.nat(hashed.size - 1), (at) => {
        const bytes = readFileSync(path);
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        writeFileSync(altered, bytes);
        const found = hashOutput(altered, 'content');
        expect(found.digest).not.toBe(hashed.digest);
        expect(found.buildId !== undefined && found.buildId.contentId === found.contentId).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  it('computes no content ID where only the digest is asked for', () => {
    const { path, hashed } = someArchive();
    expect(hashOutput(path, 'digest')).toEqual({ ...hashed, contentId: undefined });
  });
});

describe('hashOutput of what `go build` links', () => {
  const platforms: [string, Record<string, string>][] = [
    ['linux/amd64', {}],
    ['windows/amd64', {}],
  ];
  if (isFullMatrix) platforms.push(['linux/amd64', OLD], ['darwin/arm64', {}]);

  it.each(platforms)('finds for %s %j what `go tool buildid` finds', (platform, env) => {
    expectRight(build(platform, env));
  });

  it('leaves out what gcc puts into a program with cgo', () => {
    expectRight(join(small.directory, 'out', 'native'));
  });

  it('gives the same for pieces of any size', () => {
    const path = build('windows/amd64');
    const expected = hashOutput(path, 'content');
    for (const size of [1021, 4096, 65_537, 3_000_000]) {
      expect(hashThrough(Buffer.alloc(MARGIN + size), path, 'content')).toEqual(expected);
    }
  });

  it('finds none where a user chose another', () => {
    const path = join(small.directory, 'out', 'chosen');
    go(['build', '-o', path, '-ldflags=-buildid=mine', './embedded']);
    expect(hashOutput(path, 'content')).toMatchObject({ buildId: undefined, contentId: undefined });
  });

  function build(platform: string, env: Record<string, string> = {}): string {
    return small.buildFor(platform, { GOCACHE: filled.gocache, ...env });
  }

  function expectRight(path: string): void {
    const { buildId, contentId } = hashOutput(path, 'content');
    expect(buildId?.whole).toBe(askForBuildId(path));
    expect(contentId).toBe(buildId?.contentId);
  }
});

describe('hashOutput of any file', () => {
  const ID = parseBuildId(`${'Ab'.repeat(10)}/${'Ab'.repeat(10)}`) as BuildId;
  const HEAD = `!<arch>\n__.PKGDEF \`\ngo object linux amd64 go1.26.8 X:\nbuild id "${ID.whole}"\n`;

  it('replaces every occurrence of the build ID, wherever pieces end', () => {
    const path = join(makeDirectory(), 'made.a');
    const part = fc.oneof(
      fc.constant(ID.whole),
      fc.nat(ID.whole.length).map((length) => ID.whole.slice(0, length)),
      fc.nat(ID.whole.length).map((start) => ID.whole.slice(start)),
      fc.string({ unit: 'binary-ascii', maxLength: 200 }),
    );
    const pieceSizes = fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 2000 }));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), pieceSizes, (parts, size) => {
        const text = HEAD + parts.join('');
        writeFileSync(path, text, 'latin1');
        const zeros = '\0'.repeat(ID.whole.length);
        const content = sha256Of(Buffer.from(text.replaceAll(ID.whole, zeros), 'latin1'));
        const expected = {
          digest: sha256Of(Buffer.from(text, 'latin1')),
          size: text.length,
          head: Buffer.from(text, 'latin1').subarray(0, 16),
          buildId: ID,
          contentId: hashToString(content as OutputId),
        };
        const buffer = Buffer.alloc(MARGIN + size);
        expect(hashThrough(buffer, path, 'content')).toEqual(expected);
        for (const most of [text.length, text.length + 1]) {
          expect(hashThrough(buffer, path, 'content', most)).toEqual(expected);
          expect(hashThrough(buffer, path, 'digest', most)).toEqual({ ...expected, contentId: undefined });
        }
      }),
      { numRuns: 500 },
    );
  });

  it('reads an empty one', () => {
    const path = join(makeDirectory({ empty: '' }), 'empty');
    const digest = sha256Of(Buffer.alloc(0));
    const nothing = { digest, size: 0, head: Buffer.alloc(0), buildId: undefined, contentId: undefined };
    expect(hashOutput(path, 'content')).toEqual(nothing);
  });

  it('throws the error of the system where there is no file', () => {
    const directory = makeDirectory();
    mkdirSync(join(directory, 'sub'));
    expect(() => hashOutput(join(directory, 'none'), 'digest')).toThrow(/ENOENT/);
    if (process.platform !== 'win32') {
      expect(() => hashOutput(join(directory, 'sub'), 'digest')).toThrow(/EISDIR/);
    }
  });
});

interface KeptOutput {
  readonly id: ActionId;
  readonly output: OutputId;
  readonly path: string;
  readonly isExecutable: boolean;
  readonly hashed: HashedOutput;
}

function keptOutputs(): readonly KeptOutput[] {
  const { cache } = filled;
  return [...cache.actions()].map((id) => {
    const entry = cache.readAction(id);
    if (typeof entry === 'string' || !('output' in entry)) throw new Error(`no entry: ${id}`);
    const { output } = entry;
    const inner = cache.executableIn(output);
    const path = inner ?? cache.outputPath(output);
    return { id, output, path, isExecutable: inner !== undefined, hashed: hashOutput(path, 'content') };
  });
}

function someArchive(): KeptOutput {
  const found = keptOutputs().find(({ hashed }) => isArchive(hashed.head));
  if (found === undefined) throw new Error('no package was kept');
  return found;
}

/** What an output says, to be compared with `rightFor`. */
function factsOf(id: ActionId, { digest, buildId, contentId }: HashedOutput): object {
  return {
    id,
    digest,
    actionId: buildId?.actionId,
    isContent: contentId !== undefined && contentId === buildId?.contentId,
  };
}

function rightFor(id: ActionId, output: OutputId): object {
  return { id, digest: output, actionId: hashToString(id), isContent: true };
}
