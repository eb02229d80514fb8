import { readFileSync, rmSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import fc from 'fast-check';
import { observe, type Observation } from '../../../graph/testing/go-list-oracle';
import type { ListedPackage } from '../../../graph/testing/graph-collector';
import { placeWorkspace } from '../../../graph/testing/place-workspace';
import { randomWorkspace } from '../../../graph/testing/random-workspace';
import { writeFiles, type Files } from '../../../support/testing/make-directory';
import { commitAll, graphPlace } from '../testing/graph-place';
import { findAffected } from './find-affected';

jest.setTimeout(600_000);

const BUILD = ['GoFiles', 'CgoFiles', 'EmbedFiles'] as const;
const TEST = ['TestGoFiles', 'XTestGoFiles', 'TestEmbedFiles', 'XTestEmbedFiles'] as const;
type Listed = ListedPackage & Partial<Record<(typeof BUILD)[number] | (typeof TEST)[number], string[]>>;

interface Truth extends Observation {
  /** By directory. */
  readonly files: ReadonlyMap<string, { build: Set<string>; test: Set<string> }>;
}

interface Edit {
  readonly kind: 'change' | 'delete' | 'add' | 'embedded';
  /** Which file, as a fraction of all. */
  readonly at: number;
}

const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Edit['kind']>('change', 'change', 'delete', 'delete', 'add', 'embedded'),
    at: fc.noBias(fc.integer({ min: 0, max: 999 })).map((thousandths) => thousandths / 1000),
  }),
  { minLength: 1, maxLength: 3 },
);

describe('findAffected', () => {
  it('finds the packages that read a changed file, as go list has them before and after', async () => {
    const seen = { affected: 0, others: 0 };
    await fc.assert(
      fc.asyncProperty(randomWorkspace(), edits, async (workspace, chosen) => {
        const files = withEmbeds(workspace.files);
        const { root } = placeWorkspace({ ...workspace, files });
        commitAll(root);
        const before = await lookAt(root);
        const changed = chosen.flatMap((edit) => apply(edit, root, files));
        const after = await lookAt(root);

        const place = graphPlace({}, root);
        const document = await findAffected({ ...place, base: 'HEAD' });
        const ours = document.packages.map(({ directory, build, test }) => ({ directory, build, test }));
        const truth = affectedIn(before, after, new Set(changed));
        expect(byDirectory(ours)).toEqual(byDirectory(truth));
        seen.affected += truth.length;
        seen.others += after.closures.size - truth.length;
      }),
      {
        seed: Number(process.env.GOSHAWK_SPEC_SEED ?? 5),
        numRuns: Number(process.env.GOSHAWK_SPEC_RUNS ?? 4),
      },
    );
    expect(seen.affected).toBeGreaterThan(0);
    expect(seen.others).toBeGreaterThan(0);
  });
});

function withEmbeds(files: Files): Files {
  const embedding = Object.entries(files).flatMap(([path, text]) => {
    if (posix.basename(path) !== 'a.go') return [];
    const lines = String(text).split(/\r?\n/);
    const clause = lines.findIndex((line) => line.startsWith('package '));
    lines.splice(clause + 1, 0, 'import _ "embed"');
    return [
      [path, `${lines.join('\n')}\n//go:embed data/*.txt\nvar data string\n`] as const,
      [`${posix.dirname(path)}/data/a.txt`, 'a\n'] as const,
      [`${posix.dirname(path)}/data/b.txt`, 'b\n'] as const,
      [`${posix.dirname(path)}/data/b.md`, 'b\n'] as const,
    ];
  });
  return { ...files, ...Object.fromEntries(embedding) };
}

/** Makes a change, and says which files it is about. */
function apply({ kind, at }: Edit, root: string, files: Files): string[] {
  const isChosen = kind === 'embedded' ? /\.(txt|md)$/ : /\.go$/;
  const candidates = Object.keys(files).filter((path) => isChosen.test(path));
  const path = candidates[Math.floor(at * candidates.length)];
  if (path === undefined) return [];
  if (kind === 'delete' || (kind === 'embedded' && at > 0.5)) {
    rmSync(join(root, path), { force: true });
    return [path];
  }
  if (kind === 'add') {
    const added = `${posix.dirname(path)}/added.go`;
    const name = /^package (\w+?)(_test)?\s*$/m.exec(String(files[path]))?.[1] ?? 'added';
    writeFiles(root, { [added]: `package ${name}\n` });
    return [added];
  }
  try {
    writeFiles(root, { [path]: `${readFileSync(join(root, path), 'utf8')}\n// ${at}\n` });
  } catch {
    return [];
  }
  return [path];
}

async function lookAt(root: string): Promise<Truth> {
  const files = new Map<string, { build: Set<string>; test: Set<string> }>();
  const observed = await observe(root, {
    furtherFields: [...BUILD, ...TEST],
    onListed: (packages) => {
      for (const found of packages as readonly Listed[]) {
        if (found.Dir === undefined || found.Standard === true || found.ForTest !== undefined) continue;
        if (found.ImportPath.endsWith('.test')) continue;
        const directory = relative(root, found.Dir).split(sep).join('/') || '.';
        const own = files.get(directory) ?? { build: new Set(), test: new Set() };
        files.set(directory, own);
        const pathsOf = (name: string) => `${directory === '.' ? '' : `${directory}/`}${name}`;
        for (const field of BUILD) for (const name of found[field] ?? []) own.build.add(pathsOf(name));
        for (const field of TEST) for (const name of found[field] ?? []) own.test.add(pathsOf(name));
      }
    },
  });
  expect(observed.failures).toEqual([]);
  return { ...observed, files };
}

function affectedIn(before: Truth, after: Truth, changed: ReadonlySet<string>) {
  const isTouched = (files: ReadonlySet<string> = new Set()) => [...files].some((file) => changed.has(file));
  const reads = ({ closures, files }: Truth, directory: string, kind: 'build' | 'test') =>
    (closures.get(directory)?.[kind] ?? []).some((one) => isTouched(files.get(one)?.build));
  return [...after.closures.keys()].flatMap((directory) => {
    const build = reads(before, directory, 'build') || reads(after, directory, 'build');
    const tests = [before, after].map(({ files }) => files.get(directory)?.test ?? new Set<string>());
    const isTested = reads(before, directory, 'test') || reads(after, directory, 'test');
    const test =
      tests.some(({ size }) => size > 0) && (build || isTested || tests.some((own) => isTouched(own)));
    return build || test ? [{ directory, build, test }] : [];
  });
}

function byDirectory<T extends { directory: string }>(all: readonly T[]): T[] {
  return [...all].sort((one, other) => (one.directory < other.directory ? -1 : 1));
}
