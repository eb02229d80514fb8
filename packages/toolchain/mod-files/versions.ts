interface Version {
  readonly major: string;
  readonly minor: string;
  readonly patch: string;
  /** With its `-`. */
  readonly prerelease: string;
  /** With its `+`. */
  readonly build: string;
  /** What is missing of `vX.Y.Z`. */
  readonly short: string;
}

const NUMBER = '(0|[1-9][0-9]*)';
const IDENTIFIER = '(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)';
const PRERELEASE = `(-${IDENTIFIER}(?:\\.${IDENTIFIER})*)?`;
const BUILD = '(\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?';
const VERSION = new RegExp(`^v${NUMBER}(?:\\.${NUMBER}(?:\\.${NUMBER}${PRERELEASE}${BUILD})?)?$`);
/** What most versions are, for speed. */
const CANONICAL = new RegExp(`^v${NUMBER}\\.${NUMBER}\\.${NUMBER}${PRERELEASE}$`);

/**
 * Orders versions of modules (golang.org/x/mod/semver: Compare); what is no version comes before all others. Build
 * metadata, `+incompatible` among it, does not count.
 */
export function compareVersions(a: string, b: string): number {
  if (a === b) return 0;
  const release = releaseRank(a);
  const other = releaseRank(b);
  if (release !== undefined && other !== undefined) return release - other;
  const left = parseVersion(a);
  const right = parseVersion(b);
  if (left === undefined || right === undefined)
    return Number(left !== undefined) - Number(right !== undefined);
  return (
    compareNumbers(left.major, right.major) ||
    compareNumbers(left.minor, right.minor) ||
    compareNumbers(left.patch, right.patch) ||
    comparePrereleases(left.prerelease, right.prerelease)
  );
}

/** Whether a text is a semantic version with a leading `v`; `v1` and `v1.2` are, too. */
export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

/** `vX.Y.Z`, with a prerelease and `+incompatible` but no other build metadata; undefined for what is no version. */
export function canonicalVersion(text: string): string | undefined {
  if (CANONICAL.test(text)) return text;
  const version = parseVersion(text);
  if (version === undefined) return undefined;
  const { short, build } = version;
  return build === '' || build === '+incompatible' ? text + short : text.slice(0, -build.length);
}

/** `v2` of `v2.3.4`; '' for what is no version. */
export function majorVersion(text: string): string {
  const version = parseVersion(text);
  return version === undefined ? '' : `v${version.major}`;
}

/** A number that orders plain versions `vX.Y.Z` of up to five digits a part; undefined for others. For speed. */
function releaseRank(text: string): number | undefined {
  if (text.charCodeAt(0) !== 118) return undefined;
  let rank = 0;
  let parts = 1;
  let start = 1;
  let part = 0;
  for (let at = 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 46) {
      if (at === start || ++parts > 3) return undefined;
      rank = rank * 1e5 + part;
      part = 0;
      start = at + 1;
    } else {
      const digit = code - 48;
      const isLeadingZero = at > start && text.charCodeAt(start) === 48;
      if (digit < 0 || digit > 9 || at - start > 4 || isLeadingZero) return undefined;
      part = part * 10 + digit;
    }
  }
  return parts === 3 && start < text.length ? rank * 1e5 + part : undefined;
}

function parseVersion(text: string): Version | undefined {
  const match = VERSION.exec(text);
  if (match === null) return undefined;
  const [, major = '', minor, patch, prerelease = '', build = ''] = match;
  const short = minor === undefined ? '.0.0' : patch === undefined ? '.0' : '';
  return { major, minor: minor ?? '0', patch: patch ?? '0', prerelease, build, short };
}

/** Of any length: a pseudo-version's time is beyond what a double counts exactly in other places. */
function compareNumbers(a: string, b: string): number {
  return a.length - b.length || compareTexts(a, b);
}

function comparePrereleases(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '') return 1;
  if (b === '') return -1;
  const [left, right] = [a.slice(1).split('.'), b.slice(1).split('.')];
  for (const [index, one] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = compareIdentifiers(one, other);
    if (order !== 0) return order;
  }
  return -1;
}

function compareIdentifiers(a: string, b: string): number {
  const [isNumber, isOtherNumber] = [/^[0-9]+$/.test(a), /^[0-9]+$/.test(b)];
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  return isNumber ? compareNumbers(a, b) : compareTexts(a, b);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
