import { join } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import { askGoItself } from '../../toolchain/testing/go-environment';
import { readStoredGraph } from './read-graph';

const FILES = {
  'app/go.mod': 'module example.test/app\n\ngo 1.24\n',
  'app/main.go': 'package main\n\nfunc main() {}\n',
};

it('notices another platform that `go env -w` chose', () => {
  const root = makeDirectory(FILES);
  const given = { ...process.env };
  Object.assign(process.env, { GOENV: join(makeDirectory(), 'env'), GOOS: '', GOARCH: '' });
  try {
    for (const goos of ['plan9', 'windows']) {
      askGoItself(['env', '-w', `GOOS=${goos}`], root, process.env);
      const [[, { projects }]] = readStoredGraph(root, Object.keys(FILES), undefined).results as [
        [string, { projects: Record<string, { targets: Record<string, { options: object }> }> }],
      ];
      expect(projects.app?.targets['go-build']?.options).toMatchObject({ goos });
    }
  } finally {
    for (const name of ['GOENV', 'GOOS', 'GOARCH']) {
      if (given[name] === undefined) delete process.env[name];
      else process.env[name] = given[name];
    }
  }
});
