import { joinPath, type GoModule } from '../../graph';
import { addDirective, parseGoMod, setLastWord, type GoModFile } from '../../toolchain';
import { directoryFrom } from './directory-from';
import { raiseGo } from './raise-go';

/**
 * The text of a go.mod that takes modules of the workspace from their directories, without a go.work: `require` and `replace`
 * for those that its packages import, and for those that these need in turn, since Go follows the replacements of the main
 * module only. Its `go` line becomes no older than theirs. All else of the text stays.
 *
 * @param imported paths of modules that packages of the module import
 * @param modules those of the workspace, by path
 */
export function requireLocally(
  text: string,
  module: GoModule,
  imported: readonly string[],
  modules: ReadonlyMap<string, GoModule>,
): string {
  let edited = text;
  const needed = new Set<GoModule>();
  const queue = [...imported, ...locallyRequired(module, modules)].map((path) => ({ path, isDirect: true }));
  const seen = new Set([module.path]);
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { path, isDirect } = next;
    const other = modules.get(path);
    if (other === undefined || seen.has(path)) continue;
    seen.add(path);
    needed.add(other);
    const { file } = parseGoMod(edited);
    if (!file.require.some((one) => one.path === path))
      edited = addDirective(edited, 'require', [path, noVersionOf(path)], isDirect ? undefined : 'indirect');
    edited = replaceBy(edited, file, module.directory, other);
    queue.push(...locallyRequired(other, modules).map((one) => ({ path: one, isDirect: false })));
  }
  return raiseGo(edited, module.file.go, [...needed]);
}

/** Whether nothing but a directory can provide what a go.mod requires: no such version was ever tagged. */
function isNoVersion(path: string, version: string): boolean {
  return version === noVersionOf(path) || /^v\d+\.0\.0-00010101000000-000000000000$/.test(version);
}

/** Paths of modules of the workspace that a module takes from their directories, or that it can get nowhere else. */
function locallyRequired({ file, directory }: GoModule, modules: ReadonlyMap<string, GoModule>): string[] {
  return file.require.flatMap(({ path, version }) => {
    const local = modules.get(path);
    if (local === undefined) return [];
    const replaced = file.replace.find((one) => one.old.path === path && one.new.version === '');
    const isHere =
      replaced === undefined
        ? isNoVersion(path, version)
        : isLocal(directory, replaced.new.path, local, modules);
    return isHere ? [path] : [];
  });
}

/** A directory without a module is one that was moved. One that holds another module was meant so: a fork. */
function isLocal(
  from: string,
  path: string,
  module: GoModule,
  modules: ReadonlyMap<string, GoModule>,
): boolean {
  const directory = joinPath(from, path);
  return directory === module.directory || ![...modules.values()].some((one) => one.directory === directory);
}

function replaceBy(text: string, file: GoModFile, from: string, other: GoModule): string {
  const wanted = directoryFrom(from, other.directory);
  const replaced = file.replace.find((one) => one.old.path === other.path && one.new.version === '');
  if (replaced === undefined) return addDirective(text, 'replace', [other.path, '=>', wanted]);
  if (joinPath(from, replaced.new.path) === other.directory) return text;
  // The lines of `file` may have moved by those that were added.
  const line = parseGoMod(text).file.replace.find((one) => one.old.path === other.path)?.line;
  return line === undefined ? text : setLastWord(text, line, wanted);
}

/** `v0.0.0`, or `v2.0.0` for a path that ends in /v2. */
function noVersionOf(path: string): string {
  const [, major = '0'] = /[/.]v([0-9]+)$/.exec(path) ?? [];
  return `v${major}.0.0`;
}
