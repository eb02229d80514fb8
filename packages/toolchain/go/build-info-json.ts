import type { BuildInfo, BuiltModule } from './build-info';

interface PrintedModule {
  Path?: string;
  Version?: string;
  Sum?: string;
  Replace?: PrintedModule | null;
}

interface PrintedInfo {
  GoVersion: string;
  Path?: string;
  Main?: PrintedModule;
  Deps?: PrintedModule[];
  Settings?: { Key: string; Value?: string }[];
}

/** The output of `go version -m -json file`; undefined when it describes no binary. */
export function parseBuildInfoJson(text: string): BuildInfo | undefined {
  if (text.trim() === '') return undefined;
  const printed: unknown = JSON.parse(text);
  if (!isPrintedInfo(printed)) return undefined;
  const main = printed.Main === undefined ? undefined : toModule(printed.Main);
  return {
    goVersion: printed.GoVersion,
    path: printed.Path ?? '',
    main: main?.path === '' ? undefined : main,
    deps: (printed.Deps ?? []).map(toModule),
    settings: Object.fromEntries((printed.Settings ?? []).map(({ Key, Value }) => [Key, Value ?? ''])),
  };
}

function isPrintedInfo(value: unknown): value is PrintedInfo {
  return (
    typeof value === 'object' && value !== null && 'GoVersion' in value && typeof value.GoVersion === 'string'
  );
}

function toModule({ Path = '', Version = '', Sum = '', Replace }: PrintedModule): BuiltModule {
  const built = { path: Path, version: Version, sum: Sum };
  return Replace ? { ...built, replace: toModule(Replace) } : built;
}
