import { isAtOrBeneath } from './path-order';

/** One pattern of Nx's filesets, taken apart. Paths are relative to the workspace root, with `/`; '' is the root. */
export interface InputGlob {
  /** The directories, or the file, that it names before its first wildcard. */
  readonly base: string;
  /** What it takes of them: one path, everything beneath, what ends in a suffix, or what only a matcher could tell. */
  readonly takes:
    | { readonly kind: 'path' }
    | { readonly kind: 'ending'; readonly suffix: string; readonly depth: 'any' | 'direct' }
    | { readonly kind: 'unusual' };
}

/** `no` only where a glob certainly does not take a file. */
export type Match = 'yes' | 'no' | 'perhaps';

const WILDCARD = /[*?[\]{}]|[!+@]\(/;

/** Takes a pattern apart, relative to the workspace root; one with `{a,b}` stands for several. */
export function parseGlobs(pattern: string): InputGlob[] {
  const alternatives = /^(.*?)\{([^{}]*)\}(.*)$/s.exec(pattern);
  if (alternatives !== null) {
    const [, before = '', inside = '', after = ''] = alternatives;
    return inside.split(',').flatMap((one) => parseGlobs(before + one + after));
  }
  const parts = pattern.split('/').filter((part) => part !== '' && part !== '.');
  const first = parts.findIndex((part) => WILDCARD.test(part));
  if (first === -1) return [{ base: parts.join('/'), takes: { kind: 'path' } }];
  return [{ base: parts.slice(0, first).join('/'), takes: takesOf(parts.slice(first).join('/')) }];
}

function takesOf(rest: string): InputGlob['takes'] {
  if (rest === '**') return { kind: 'ending', suffix: '', depth: 'any' };
  const [, deep, suffix] = /^(\*\*\/)?\*([^/]*)$/.exec(rest) ?? [];
  if (suffix === undefined || WILDCARD.test(suffix)) return { kind: 'unusual' };
  return { kind: 'ending', suffix, depth: deep === undefined ? 'direct' : 'any' };
}

/** Whether a glob takes a file. */
export function matchFile({ base, takes }: InputGlob, file: string): Match {
  if (!isAtOrBeneath(file, base)) return 'no';
  if (takes.kind === 'unusual') return 'perhaps';
  // Whether Nx takes the name of a directory for what it holds is not for us to say.
  if (takes.kind === 'path') return file === base ? 'yes' : 'perhaps';
  const inside = base === '' ? file : file.slice(base.length + 1);
  const isDeepEnough = takes.depth === 'any' || !inside.includes('/');
  return isDeepEnough && file !== base && file.endsWith(takes.suffix) ? 'yes' : 'no';
}

/** Whether a glob takes every file beneath a directory. */
export function takesAllOf({ base, takes }: InputGlob, directory: string): boolean {
  return (
    takes.kind === 'ending' && takes.suffix === '' && takes.depth === 'any' && isAtOrBeneath(directory, base)
  );
}

/** Whether a glob may take a file beneath a directory. */
export function mayTakeOf({ base, takes }: InputGlob, directory: string): boolean {
  if (isAtOrBeneath(base, directory)) return true;
  if (takes.kind === 'ending' && takes.depth === 'direct') return false;
  return isAtOrBeneath(directory, base);
}
