import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import { runProcess } from '../../toolchain';
import { RememberingDisk } from './remembering-disk';

const PATHS = [
  'a/b/c.go',
  'a/dist/x.go',
  'a/x y.txt',
  'b/dist',
  'b/A/c.go',
  'c.go',
  'dist/b/c.go',
  'd/[x]/c.go',
];

/** Which of some paths are ignored in a directory with these files. */
function ignored(
  files: Readonly<Record<string, string>>,
  paths: readonly string[],
  workspace = '.',
): string[] {
  const disk = new RememberingDisk(join(makeDirectory(files), workspace), new Map());
  return paths.filter((path) => disk.isIgnored(path));
}

describe('isIgnored', () => {
  it('always ignores what Nx never looks into', () => {
    const paths = [
      'node_modules/a',
      'a/node_modules',
      '.git/config',
      '.nx/cache/a',
      'a/.yarn/cache/b',
      'a/b.go',
    ];
    expect(ignored({}, paths)).toEqual(paths.slice(0, -1));
  });

  it('lets .nxignore decide before .gitignore, also about what is below', () => {
    const files = {
      '.gitignore': 'dist\n*.log\n',
      '.nxignore': '!dist\n/gen\n',
      'dist/a.go': '',
      'gen/a.go': '',
    };
    expect(ignored(files, ['dist', 'dist/a.go', 'dist/a.log', 'gen', 'gen/a.go'])).toEqual([
      'dist/a.log',
      'gen',
      'gen/a.go',
    ]);
  });

  it('tells files from directories where a rule does', () => {
    const files = { '.gitignore': 'out/\n', 'a/out/b': '', 'b/out': '' };
    expect(ignored(files, ['a/out', 'b/out', 'c/out', 'c/out/absent.go'])).toEqual([
      'a/out',
      'c/out/absent.go',
    ]);
  });

  it('reads the rules of the repository around the workspace, and none from beyond it', () => {
    const files = {
      '.gitignore': 'a',
      'r/.git/HEAD': '',
      'r/.gitignore': '/w/b\nc',
      'r/w/x': '',
      'r/.git/info/exclude': 'd',
    };
    expect(ignored(files, ['a', 'b', 'c', 'x/b'], 'r/w')).toEqual(['b', 'c']);
  });

  it('reads rules from above where there is no repository at all', () => {
    expect(ignored({ '.gitignore': 'a', 'r/w/x': '' }, ['a', 'b'], 'r/w')).toEqual(['a']);
  });

  it('reads info/exclude, of the main repository in a worktree', () => {
    const main = makeDirectory({ '.git/info/exclude': 'a', '.git/worktrees/w/commondir': '../..\n' });
    const files = { '.git': `gitdir: ${join(main, '.git/worktrees/w')}\n` };
    expect(ignored(files, ['a', 'b'])).toEqual(['a']);
    expect(new RememberingDisk(main, new Map()).isIgnored('a')).toBe(true);
  });

  it('does not apply the rules of a repository to one inside it', () => {
    expect(
      ignored({ '.gitignore': 'a', 'in/.git/HEAD': '', 'in/.gitignore': 'b' }, ['a', 'in/a', 'in/b']),
    ).toEqual(['a', 'in/b']);
  });

  it('passes over a byte order mark, as git and Nx do', () => {
    const files = { '.gitignore': '\uFEFFdist\n*.log\n', 'a/.gitignore': '\uFEFF# b\nc\n' };
    const paths = ['dist', 'a/dist/x.go', 'x.log', 'a/# b', 'a/c', 'b'];
    expect(ignored(files, paths)).toEqual(['dist', 'a/dist/x.go', 'x.log', 'a/c']);
  });

  it('survives patterns that are none', () => {
    expect(ignored({ '.gitignore': '[z-a]\n[\n\\\n***\\\na\n' }, ['a', 'b'])).toEqual(['a']);
  });

  it('says what git says', async () => {
    const line = fc.constantFrom(
      ...['dist', 'dist/', '/dist', '!dist', 'a/dist', '*.go', '!c.go', 'a/**', '!a/b', 'b/*', '**/c.go'],
      ...[
        'a/**/c.go',
        'd',
        '!d',
        'x\\ y.txt',
        'x y.txt',
        '?',
        'A',
        '\\[x\\]',
        '[a-c].go',
        '# dist',
        '',
        '*',
        '!*/',
      ],
    );
    const rules = fc.array(line, { maxLength: 5 }).map((lines) => lines.join('\n'));
    await fc.assert(
      fc.asyncProperty(rules, rules, async (outer, inner) => {
        const root = makeDirectory({ '.gitignore': outer, 'a/.gitignore': inner });
        writeFiles(root, Object.fromEntries(PATHS.map((path) => [path, ''])));
        await git(root, ['init', '-q']);
        const paths = [...PATHS, 'a', 'a/b', 'a/dist', 'b', 'b/A', 'dist', 'dist/b', 'd', 'd/[x]'].sort();
        const { stdout } = await git(root, ['check-ignore', '--no-index', '--stdin', '-z'], paths.join('\0'));
        const disk = new RememberingDisk(root, new Map());
        expect(paths.filter((path) => disk.isIgnored(path))).toEqual(stdout.split('\0').slice(0, -1));
      }),
      { numRuns: 60, seed: 1 },
    );
  });
});

function git(cwd: string, args: readonly string[], input?: string) {
  const home = join(cwd, '.git', 'home');
  mkdirSync(home, { recursive: true });
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, GIT_CONFIG_NOSYSTEM: '1' };
  return runProcess({ file: 'git', args, cwd, env, input });
}
