interface GoVersion {
  major: number;
  minor: number;
  /** -1 where none is given: 1.21 (the language) and 1.21rc1 come before 1.21.0. */
  patch: number;
  /** alpha, beta, rc or '' */
  kind: string;
  prerelease: number;
}

const NUMBER = '(0|[1-9][0-9]*)';
const VERSION = new RegExp(`^(?:go)?${NUMBER}(?:\\.${NUMBER}(?:\\.${NUMBER}|([a-z]+)${NUMBER}?)?)?$`);

/**
 * Orders Go versions as the go command does (internal/gover.Compare): 1.21 < 1.21rc1 < 1.21.0 < 1.21.1. Takes what
 * go.mod, GOVERSION and GOTOOLCHAIN say, with or without 'go'; what is no version comes before all others.
 */
export function compareGoVersions(a: string, b: string): number {
  const left = parseGoVersion(a);
  const right = parseGoVersion(b);
  if (left === undefined || right === undefined)
    return Number(left !== undefined) - Number(right !== undefined);
  return (
    left.major - right.major ||
    left.minor - right.minor ||
    left.patch - right.patch ||
    compareTexts(left.kind, right.kind) ||
    left.prerelease - right.prerelease
  );
}

function parseGoVersion(text: string): GoVersion | undefined {
  const match = VERSION.exec(stripDecoration(text));
  if (match === null) return undefined;
  const [, major, minor, patch, kind = '', prerelease] = match;
  // Before 1.21, 1.N was the name of the first release.
  const isRelease = minor === undefined || (kind === '' && Number(minor) < 21);
  return {
    major: Number(major),
    minor: Number(minor ?? 0),
    patch: patch === undefined ? (isRelease ? 0 : -1) : Number(patch),
    kind,
    prerelease: prerelease === undefined ? -1 : Number(prerelease),
  };
}

/** 'go1.26.8 X:nodwarf5' (experiments), 'go1.26.8-vendor', 'devel go1.27-0123abcd Thu …' */
function stripDecoration(text: string): string {
  return text.replace(/^devel /, '').replace(/[-+ ].*$/, '');
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
