import { majorVersion } from './versions';

const DIRECTORY = /^(?:\.{1,2}$|\.{1,2}[\\/]|[\\/]|[A-Za-z]:)/;

/** Whether what follows `=>` names a directory (golang.org/x/mod/modfile/rule.go: IsDirectoryPath). */
export function isDirectoryPath(path: string): boolean {
  return DIRECTORY.test(path);
}

/**
 * A module path as the module cache and module proxies spell it: `!` and a small letter for each capital
 * (golang.org/x/mod/module: EscapePath). Undefined for a path that no module can have.
 */
export function escapeModulePath(path: string): string | undefined {
  const elements = path.split('/');
  const isValid =
    /^[a-z0-9][a-z0-9-]*\.[a-z0-9.-]*$/.test(elements[0] ?? '') &&
    elements.every((element) => /^(?!\.)[-._~A-Za-z0-9]+$/.test(element) && isFileName(element)) &&
    !elements.some((element) => /^[^.]*~[0-9]+(?:\.|$)/.test(element)) &&
    pathMajor(path) !== undefined;
  return isValid ? escapeCapitals(path) : undefined;
}

/** A version as the module cache spells it (golang.org/x/mod/module: EscapeVersion); undefined for what is no file name. */
export function escapeVersion(version: string): string | undefined {
  const isValid = /^[-#$%&()+,.=@[\]^_{}~ 0-9A-Za-z]+$/.test(version) && isFileName(version);
  return isValid ? escapeCapitals(version) : undefined;
}

/**
 * `/v2` of `example.com/a/v2`, `.v3` of `gopkg.in/yaml.v3`, '' where there is none; undefined for a path that ends as no
 * module path may, such as `/v1` (golang.org/x/mod/module: SplitPathVersion).
 */
export function pathMajor(path: string): string | undefined {
  if (path.startsWith('gopkg.in/')) return /(\.v0|\.v[1-9][0-9]*(?:-unstable)?)$/.exec(path)?.[1];
  const last = path.charCodeAt(path.length - 1);
  if (last > 57) return ''; // Neither a digit nor a dot: most paths.
  const [, major] = /(\/v[0-9.]+)$/.exec(path) ?? [];
  if (major === undefined) return '';
  return major === '/v1' || !/^\/v[1-9][0-9]*$/.test(major) ? undefined : major;
}

/**
 * Why a version does not fit what {@link pathMajor} gave, such as `should be v2, not v1`; undefined if it does
 * (golang.org/x/mod/module: CheckPathMajor).
 */
export function majorMismatch(version: string, pathMajorOfModule: string): string | undefined {
  if (pathMajorOfModule === '' && /^v[01]\./.test(version)) return undefined;
  const major = pathMajorOfModule.replace(/^(\.v.*)-unstable$/, '$1');
  // Pseudo-versions of gopkg.in's v1 began with v0.0.0 once.
  if (version.startsWith('v0.0.0-') && major === '.v1') return undefined;
  const actual = majorVersion(version);
  const isFine =
    major === ''
      ? actual === 'v0' || actual === 'v1' || version.endsWith('+incompatible')
      : actual === major.slice(1);
  return isFine ? undefined : `should be ${major === '' ? 'v0 or v1' : major.slice(1)}, not ${actual}`;
}

/** golang.org/x/mod/module: checkElem; Windows reserves some names. */
function isFileName(element: string): boolean {
  return !/\.$/.test(element) && !/^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|$)/i.test(element);
}

function escapeCapitals(text: string): string {
  return text.replace(/[A-Z]/g, (capital) => `!${capital.toLowerCase()}`);
}
