import { isObject, parseJson } from '../../support';
import { commandOf, type TaskKind } from '../tasks';

/** A package.json that stands for a Go module. */
export interface StubRequest {
  readonly name: string;
  readonly directory: string;
  readonly kinds: readonly TaskKind[];
  /** Names of the packages that builds import, and of those that only tests do. */
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
  /** How the package manager is told that a dependency is of the workspace. */
  readonly range: string;
}

const MARK = { generatedBy: 'goshawk turbo sync' };

/** The text of a stub. */
export function renderStub(request: StubRequest): string {
  const { name, directory, kinds, dependencies, devDependencies, range } = request;
  const ranges = (names: readonly string[]) =>
    Object.fromEntries([...names].sort().map((one) => [one, range]));
  const content = {
    name,
    version: '0.0.0',
    private: true,
    goshawk: MARK,
    scripts: Object.fromEntries(kinds.map((kind) => [kind, commandOf(kind, directory).join(' ')])),
    ...(dependencies.length > 0 && { dependencies: ranges(dependencies) }),
    ...(devDependencies.length > 0 && { devDependencies: ranges(devDependencies) }),
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

/** Whether a package.json is a stub, and nothing that a person has written. */
export function isStub(text: string): boolean {
  const content = parseJson(text);
  return isObject(content) && isObject(content.goshawk) && content.goshawk.generatedBy === MARK.generatedBy;
}

/** Whether two texts of JSON say the same, in whatever form. */
export function saysTheSame(one: string, other: string): boolean {
  return JSON.stringify(parseJson(one)) === JSON.stringify(parseJson(other));
}
