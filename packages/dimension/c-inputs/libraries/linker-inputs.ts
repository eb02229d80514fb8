import { dirname, isAbsolute, resolve } from 'node:path';
import type { CContext, CgoPackage } from '../types';
import type { CSettings } from '../compiler/c-settings';
import { findLibrary, isFile } from './find-library';
import { readLibraryContent } from './library-content';
import type { LinkSearch } from './link-search';
import { parseLinkerArguments, type WantedLibrary } from './linker-arguments';

export interface LinkerInputs {
  readonly files: readonly { readonly path: string; readonly role: 'library' | 'linker-file' }[];
  /** Directories whose entries decide which file a library is. */
  readonly directories: readonly string[];
  /** Libraries and files that nothing was found for. */
  readonly missing: readonly string[];
}

/** Names that are files to the linker, also when they do not exist yet. */
const LINKED = /\.(?:a|o|obj|so|dylib|tbd|lib)(?:\.\d+)*$/;

/** The files that the linker reads because of a package's flags, found without linking. */
export async function findLinkerInputs(
  pkg: CgoPackage,
  settings: CSettings,
  context: CContext,
  search: LinkSearch,
): Promise<LinkerInputs> {
  const { goEnv, cwd } = context;
  const wanted = parseLinkerArguments(settings.linkerFlags, cwd);
  const libraries = [...wanted.libraries, ...addedByGo(pkg, settings)];
  const explicit = [...wanted.candidates.filter(isFile), ...frameworkFiles(wanted)];
  const absent = wanted.candidates.filter((path) => LINKED.test(path) && !isFile(path));
  if (libraries.length + explicit.length + absent.length === 0)
    return { files: [], directories: [], missing: [] };
  const compiler = pkg.cxxFiles.length > 0 ? settings.cxx : settings.cc;
  const directories = [...wanted.directories, ...(await search(compiler, settings.linkerFlags))];
  const reached = new Reached(directories, goEnv.GOOS);
  for (const path of explicit) reached.addFile(path, 'linker-file');
  for (const library of libraries) reached.addLibrary(library);
  return {
    files: [...reached.files].map(([path, role]) => ({ path, role })),
    directories: [...directories, ...absent.map((path) => dirname(path))],
    missing: [...reached.missing.map((name) => `-l${name}`), ...absent],
  };
}

/** cmd/go/internal/work/exec.go: runCgo adds these; a C++ driver adds its own library. */
function addedByGo(pkg: CgoPackage, { fc }: CSettings): WantedLibrary[] {
  const required = (name: string): WantedLibrary => ({ name, linking: 'dynamic', need: 'required' });
  const optional = (name: string): WantedLibrary => ({ name, linking: 'dynamic', need: 'optional' });
  return [
    ...(pkg.mFiles.length > 0 ? [required('objc')] : []),
    ...(pkg.fFiles.length > 0 && fc.join(' ').includes('gfortran') ? [required('gfortran')] : []),
    ...(pkg.cxxFiles.length > 0 ? [optional('stdc++'), optional('c++')] : []),
  ];
}

function frameworkFiles(wanted: {
  readonly frameworks: readonly string[];
  readonly frameworkDirectories: readonly string[];
}): string[] {
  return wanted.frameworks.flatMap((name) =>
    wanted.frameworkDirectories
      .flatMap((directory) => ['', '.tbd'].map((end) => resolve(directory, `${name}.framework`, name + end)))
      .filter(isFile),
  );
}

/** Follows linker scripts and thin archives, each once. */
class Reached {
  readonly files = new Map<string, 'library' | 'linker-file'>();
  readonly missing: string[] = [];

  constructor(
    private readonly directories: readonly string[],
    private readonly goos: string,
  ) {}

  addLibrary(library: WantedLibrary): void {
    const found = findLibrary(library, this.directories, this.goos);
    if (found !== undefined) this.addFile(found, 'library');
    else if (library.need === 'required' && !this.missing.includes(library.name))
      this.missing.push(library.name);
  }

  addFile(path: string, role: 'library' | 'linker-file'): void {
    if (this.files.has(path)) return;
    this.files.set(path, role);
    const content = readLibraryContent(path);
    if (content.kind === 'thin archive') for (const member of content.members) this.files.set(member, role);
    if (content.kind !== 'script') return;
    for (const name of content.script.files) this.addNamed(name, path, role);
    for (const name of content.script.libraries)
      this.addLibrary({ name, linking: 'dynamic', need: 'optional' });
  }

  /** A file that a script names: absolute, beside the script, or where libraries are. */
  private addNamed(name: string, script: string, role: 'library' | 'linker-file'): void {
    const plain = name.replace(/^=/, '');
    const places = isAbsolute(plain)
      ? [plain]
      : [dirname(script), ...this.directories].map((dir) => resolve(dir, plain));
    const found = places.find(isFile);
    if (found !== undefined) this.addFile(found, role);
  }
}
