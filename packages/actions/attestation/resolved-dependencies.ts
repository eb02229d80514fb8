import { isAbsolute, win32 } from 'node:path';
import type { BuildInfo, BuildModule } from '../../toolchain';
import type { ResourceDescriptor } from './statement';

/** What Go says of a program that went into it: modules, the Go distribution, and the commit where that was stamped. */
export function resolvedDependencies(info: BuildInfo | undefined): ResourceDescriptor[] {
  if (info === undefined) return [];
  const modules = [...(info.main === undefined ? [] : [info.main]), ...info.deps];
  return [...modules.map(describeModule), describeGo(info.goVersion), ...describeCommit(info)];
}

function describeModule(module: BuildModule): ResourceDescriptor {
  const { path, version, replace } = module;
  if (replace === undefined) return { name: path, uri: packageUrl(path, version), ...sumOf(module) };
  if (!isDirectory(replace.path)) {
    const annotations = { replaces: `${path}@${version}` };
    return { name: path, uri: packageUrl(replace.path, replace.version), ...sumOf(replace, annotations) };
  }
  const isElsewhere = isAbsolute(replace.path) || win32.isAbsolute(replace.path);
  const directory = isElsewhere ? 'a directory' : replace.path;
  return { name: path, uri: packageUrl(path, version), annotations: { replacedBy: directory } };
}

/** go.mod takes for a directory what begins like one (golang.org/x/mod/modfile: IsDirectoryPath). */
function isDirectory(path: string): boolean {
  return /^\.{1,2}(?:$|[\\/])|^\/|^[A-Za-z]:/.test(path);
}

/** What go.sum says is a dirHash in hex to in-toto. */
function sumOf(
  { sum }: BuildModule,
  annotations: Readonly<Record<string, string>> = {},
): Pick<ResourceDescriptor, 'digest' | 'annotations'> {
  const all = { ...annotations, ...(sum !== '' && { sum }) };
  return {
    ...(sum.startsWith('h1:') && {
      digest: { dirHash: Buffer.from(sum.slice(3), 'base64').toString('hex') },
    }),
    ...(Object.keys(all).length > 0 && { annotations: all }),
  };
}

function describeGo(goVersion: string): ResourceDescriptor {
  return { name: 'go', uri: packageUrl('stdlib', goVersion.replace(/^go/, '')) };
}

function describeCommit({ settings }: BuildInfo): ResourceDescriptor[] {
  const [vcs, revision] = [settings.get('vcs'), settings.get('vcs.revision')];
  if (vcs === undefined || revision === undefined) return [];
  const annotations = {
    vcs,
    ...(settings.has('vcs.time') && { time: settings.get('vcs.time') ?? '' }),
    ...(settings.has('vcs.modified') && { modified: settings.get('vcs.modified') ?? '' }),
  };
  return [{ name: 'commit', digest: { [vcs === 'git' ? 'gitCommit' : vcs]: revision }, annotations }];
}

/** github.com/package-url: `pkg:golang/<module>@<version>`. */
function packageUrl(path: string, version: string): string {
  const name = path.split('/').map(encodeURIComponent).join('/');
  return version === '' || version === '(devel)'
    ? `pkg:golang/${name}`
    : `pkg:golang/${name}@${encodeURIComponent(version)}`;
}
