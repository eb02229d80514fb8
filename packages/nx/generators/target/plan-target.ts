import type { TargetConfiguration } from '@nx/devkit';
import { UsageError } from '../../../support';
import { joinQuoted, splitQuoted } from '../../../toolchain';
import type { Platform } from '../../target-defaults/host-platform';
import { compilerVariables, type CrossCompiler } from './cross-compilers';

export interface TargetWishes {
  readonly platforms: readonly Platform[];
  readonly tags: readonly string[];
  readonly ldflags: string | undefined;
  /** Such as `main.version`. */
  readonly versionVariable: string | undefined;
  readonly version: string | undefined;
  readonly trimpath: boolean | undefined;
  readonly stamp: boolean | undefined;
  readonly cgo: boolean | undefined;
  readonly crossCompiler: CrossCompiler | 'none';
  /** Needs no cross compiler. */
  readonly host: Platform;
  /** Where its artifacts go, relative to the workspace root; undefined for the usual place. */
  readonly outputPath: string | undefined;
}

type Options = Readonly<Record<string, unknown>>;

/** A go-build target with what is wished for, over what it has. The same wishes twice change nothing. */
export function planTarget(given: TargetConfiguration, wishes: TargetWishes): TargetConfiguration {
  const { platforms, outputPath } = wishes;
  const had = (given.options ?? {}) as Options;
  const options = {
    ...had,
    ...(wishes.tags.length > 0 && { tags: [...wishes.tags] }),
    ...ldflagsOf(had.ldflags, wishes),
    ...defined({ trimpath: wishes.trimpath, stamp: wishes.stamp, cgo: wishes.cgo }),
    ...(outputPath !== undefined && { outputPath: `${outputPath}/default` }),
  };
  const configurations: Record<string, Options> = { ...(given.configurations as Record<string, Options>) };
  for (const platform of platforms) {
    const name = `${platform.goos}-${platform.goarch}`;
    const before = configurations[name] ?? {};
    const env = { ...(before.env as object | undefined), ...compilerOf(platform, wishes) };
    configurations[name] = {
      ...before,
      ...platform,
      ...(Object.keys(env).length > 0 && { env }),
      ...(outputPath !== undefined && { outputPath: `${outputPath}/${name}` }),
    };
  }
  const [first] = Object.keys(configurations);
  return {
    ...given,
    executor: 'goshawk:go-build',
    ...(Object.keys(options).length > 0 && { options }),
    ...(Object.keys(configurations).length > 0 && { configurations }),
    ...(outputPath !== undefined &&
      given.defaultConfiguration === undefined &&
      first !== undefined && { defaultConfiguration: first }),
  };
}

/** @throws UsageError 'no-cross-compiler' */
function compilerOf(platform: Platform, { cgo, crossCompiler, host }: TargetWishes): object {
  const isHost = platform.goos === host.goos && platform.goarch === host.goarch;
  return cgo === true && crossCompiler !== 'none' && !isHost
    ? compilerVariables(platform, crossCompiler)
    : {};
}

/** @throws UsageError 'incomplete-version' */
function ldflagsOf(had: unknown, { ldflags, versionVariable, version }: TargetWishes): Options {
  if ((versionVariable === undefined) !== (version === undefined))
    throw new UsageError({
      code: 'incomplete-version',
      message: 'A version needs the variable that it is put into, and the variable needs a version.',
      next: 'Give both, such as --versionVariable=main.version --version=1.2.3.',
    });
  const text = ldflags ?? (typeof had === 'string' ? had : undefined);
  if (versionVariable === undefined || version === undefined) return defined({ ldflags: text });
  const stamp = `${versionVariable}=${version}`;
  return { ldflags: joinQuoted([...withoutVariable(splitQuoted(text ?? ''), versionVariable), '-X', stamp]) };
}

/** The flags without `-X name=…`, in one word or two. */
function withoutVariable(flags: readonly string[], name: string): string[] {
  return flags.filter((flag, index) => {
    const next = flags[index + 1] ?? '';
    const isValue = index > 0 && /^--?X$/.test(flags[index - 1] ?? '') && flag.startsWith(`${name}=`);
    const isFlag = /^--?X$/.test(flag) && next.startsWith(`${name}=`);
    return !isValue && !isFlag && !['-X=', '--X='].some((start) => flag.startsWith(`${start}${name}=`));
  });
}

function defined(values: Options): Options {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
