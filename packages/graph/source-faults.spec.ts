import { makeDirectory, type Files } from '../support/testing/make-directory';
import { goEnvironment } from '../toolchain/testing/go-environment';
import { computeGoGraph } from './go-graph';
import { sourceFaults } from './source-faults';
import { PlainDisk } from './testing/plain-disk';

function faultsOf(files: Files): string[] {
  const root = makeDirectory({ 'go.mod': 'module example.com/m\n\ngo 1.24\n', ...files });
  const manifests = { goMods: ['go.mod'], projectJsons: [], packageJsons: [] };
  const graph = computeGoGraph({
    root,
    disk: new PlainDisk(root),
    manifests,
    options: {},
    env: goEnvironment(),
  });
  return sourceFaults(graph).map(({ file, line, message }) => `${file}:${line}: ${message}`);
}

describe('sourceFaults', () => {
  it('are those of files that some build has', () => {
    const broken = 'package m\n\nimport "\n';
    const files = {
      'a/a.go': broken,
      'b/b.go': 'package b\n',
      'b/b_never.go': `//go:build ignore\n\n${broken}`,
    };
    expect(faultsOf(files)).toEqual([expect.stringMatching(/^a\/a\.go:3: /)]);
  });

  it('are imports with elements that lead elsewhere or nowhere', () => {
    const importing = (...paths: string[]) =>
      `package m\n\n${paths.map((path) => `import _ "${path}"\n`).join('')}`;
    const files = {
      'a/a.go': importing('fmt', 'example.com/m/../x', 'example.com/m/b/'),
      'b/b.go': `//go:build ignore\n\n${importing('example.com/m/../x')}`,
    };
    expect(faultsOf(files)).toEqual([
      'a/a.go:4: malformed import path "example.com/m/../x": invalid path element ".."',
      'a/a.go:5: malformed import path "example.com/m/b/": trailing slash',
    ]);
  });

  it('are embed patterns that the go command refuses', () => {
    const embedding = 'package m\n\nimport _ "embed"\n\n//go:embed ../x\nvar x string\n';
    expect(faultsOf({ 'a/a.go': embedding })).toEqual([expect.stringMatching(/^a\/a\.go:5: .*\.\.\/x/)]);
  });
});
