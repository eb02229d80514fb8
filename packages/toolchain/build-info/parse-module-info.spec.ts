import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { makeDirectory } from '../../support/testing/make-directory';
import { findGo } from '../go/find-go';
import { runProcess } from '../process/run-process';
import { goEnvironment } from '../testing/go-environment';
import type { BuildModule } from './build-info';
import { parseModuleInfo } from './parse-module-info';

/** As runtime/debug.Module and BuildInfo are written in JSON. */
interface GoModule {
  readonly Path?: string;
  readonly Version?: string;
  readonly Sum?: string;
  readonly Replace?: GoModule;
}
interface GoBuildInfo {
  readonly Path?: string;
  readonly Main: GoModule;
  readonly Deps: readonly GoModule[] | null;
  readonly Settings: readonly { readonly Key?: string; readonly Value?: string }[] | null;
}

async function askGo(texts: readonly string[]): Promise<(GoBuildInfo | null)[]> {
  const cwd = makeDirectory();
  const program = join(cwd, 'oracle.go');
  copyFileSync(join(__dirname, 'testing', 'oracle', 'build-info.go.txt'), program);
  const env = goEnvironment({ GO111MODULE: 'off' });
  const args = ['run', program];
  const go = findGo({ env, cwd });
  const { exitCode, stdout, stderr } = await runProcess({
    file: go,
    args,
    cwd,
    env,
    input: JSON.stringify(texts),
  });
  if (exitCode !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as (GoBuildInfo | null)[];
}

function fromGo(info: GoBuildInfo | null): ReturnType<typeof parseModuleInfo> {
  if (info === null) return undefined;
  const settings = (info.Settings ?? []).map(({ Key = '', Value = '' }) => [Key, Value] as const);
  return {
    path: info.Path ?? '',
    main: info.Main.Path === undefined && info.Main.Version === undefined ? undefined : moduleOf(info.Main),
    deps: (info.Deps ?? []).map(moduleOf),
    settings: new Map(settings),
  };
}

function moduleOf({ Path = '', Version = '', Sum = '', Replace }: GoModule): BuildModule {
  const own = { path: Path, version: Version, sum: Sum };
  return Replace === undefined ? own : { ...own, replace: moduleOf(Replace) };
}

const word = fc.constantFrom('a', 'example.test/x', 'v1.0.0', 'h1:abc=', '(devel)', './dir', 'GOOS');
const value = fc.constantFrom(
  ...[
    '',
    'linux',
    '"two words"',
    '"it\'s \\"q\\" \\u00e9\\n"',
    '`raw "x"`',
    'a=b',
    'a b',
    '"open',
    '"bad\\q"',
  ],
  ...['"x"y', '`a`b`', '``', '""', 'é', "'"],
);
const line = fc.oneof(
  fc.array(word, { maxLength: 4 }).map((columns) => ['dep', ...columns].join('\t')),
  fc.array(word, { maxLength: 4 }).map((columns) => ['mod', 'm', ...columns].join('\t')),
  fc.array(word, { minLength: 2, maxLength: 4 }).map((columns) => ['=>', ...columns].join('\t')),
  fc.tuple(value, value).map(([key, text]) => `build\t${key}=${text}`),
  fc.constantFrom('path\texample.test/app', 'path\t', 'build\tx', 'build\t', 'later\tthing', '', 'dep'),
);
const text = fc
  .tuple(fc.array(line, { maxLength: 5 }), fc.constantFrom('\n', ''))
  .map(([lines, end]) => lines.join('\n') + end);

describe('parseModuleInfo', () => {
  it('reads and refuses what runtime/debug.ParseBuildInfo reads and refuses', async () => {
    const texts = fc.sample(text, 3000);
    const answers = await askGo(texts);
    const shown = (info: ReturnType<typeof parseModuleInfo>) =>
      info && { ...info, settings: [...info.settings] };
    for (const [index, answer] of answers.entries()) {
      const own = parseModuleInfo(texts[index] ?? '');
      const plain = own && { path: own.path, main: own.main, deps: own.deps, settings: own.settings };
      expect([texts[index], shown(plain)]).toEqual([texts[index], shown(fromGo(answer))]);
    }
    expect(answers.filter((answer) => answer !== null).length).toBeGreaterThan(500);
  });
});
