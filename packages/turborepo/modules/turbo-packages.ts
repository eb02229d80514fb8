import { isObject, parseJson } from '../../support';
import { isStub } from '../sync/stub-manifest';
import { kindsOf, type TaskKind } from '../tasks';
import type { TurboGoModule } from './go-modules';
import { namePackages } from './package-names';
import type { TurboWorkspace } from './turbo-workspace';

/** A Go module as a package of Turborepo. */
export interface TurboPackage {
  readonly module: TurboGoModule;
  readonly name: string;
  /** Whether its package.json is a person's. */
  readonly isWritten: boolean;
  /** Kinds of its tasks that run Goshawk. */
  readonly kinds: readonly TaskKind[];
}

/** The Go modules of a workspace as packages of Turborepo. */
export function packagesOf({ goModules, manifests, mode }: TurboWorkspace): TurboPackage[] {
  const written = mode === 'native' ? [] : [...manifests].filter(([, text]) => !isStub(text));
  const names = namePackages(
    goModules.modules,
    new Map(
      written.flatMap(([directory, text]) => {
        const content = parseJson(text);
        return isObject(content) && typeof content.name === 'string' ? [[directory, content.name]] : [];
      }),
    ),
  );
  const texts = new Map(written);
  return goModules.modules.map((module) => {
    const text = texts.get(module.directory);
    const scripts = text === undefined ? undefined : scriptsIn(text);
    const kinds = kindsOf(module);
    return {
      module,
      name: names.get(module.directory) ?? module.directory,
      isWritten: scripts !== undefined,
      kinds: scripts === undefined ? kinds : kinds.filter((kind) => isOwnScript(scripts[kind])),
    };
  });
}

function scriptsIn(text: string): Readonly<Record<string, unknown>> {
  const content = parseJson(text);
  return isObject(content) && isObject(content.scripts) ? content.scripts : {};
}

/** Whether a script of a person's package.json starts Goshawk. */
function isOwnScript(script: unknown): boolean {
  return (
    typeof script === 'string' && /\bgoshawk(\/dist\/turborepo\/task\.js| turbo task| exec)\b/.test(script)
  );
}
