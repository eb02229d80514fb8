import { groupBy } from '../../support';
import { isCustomTag, type Condition, type WordTest } from './source-conditions';

export interface Platform {
  readonly goos: string;
  readonly goarch: string;
}

/** What one `go list` is asked for. */
export interface BuildContext extends Platform {
  readonly cgo: '0' | '1';
  /** Sorted. */
  readonly tags: readonly string[];
}

/** What the contexts are chosen from. */
export interface ContextChoice {
  /** What `go tool dist list` says, the one to prefer first. */
  readonly platforms: readonly Platform[];
  /** N of the newest `go1.N` tag that the toolchain sets. */
  readonly release: number;
}

const TAG_LIMIT = 8;
const UNIX = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios linux netbsd openbsd solaris'.split(' '),
);
const INCLUDES: Readonly<Record<string, string>> = { android: 'linux', illumos: 'solaris', ios: 'darwin' };

/** A context of which only some words matter yet: the others may be chosen for somebody else. */
interface Draft {
  platform: Platform | undefined;
  cgo: '0' | '1' | undefined;
  tags: Map<string, boolean>;
}

/**
 * Contexts in which every set of conditions takes every combination of truth values that it can take on any platform, with
 * and without cgo, under any choice of tags. Each set is what one package's closure depends on: two packages that have
 * nothing to do with each other share contexts.
 *
 * @throws Error when a set names more than eight custom tags
 */
export function sufficientContexts(
  sets: readonly (readonly Condition[])[],
  choice: ContextChoice,
): BuildContext[] {
  const wanted = sets.map((set) => combinations(set, choice)).sort((left, right) => right.size - left.size);
  const drafts: Draft[] = [{ platform: choice.platforms[0], cgo: undefined, tags: new Map() }];
  for (const witnessesOf of wanted) {
    for (const witnesses of witnessesOf.values()) addWitness(drafts, witnesses);
  }
  return drafts.map((draft) => finish(draft, choice));
}

/** Every context there is over the words of the sets: what {@link sufficientContexts} is to be as good as. */
export function allContexts(sets: readonly (readonly Condition[])[], choice: ContextChoice): BuildContext[] {
  const words = wordsOf(sets.flat());
  const drafts = assignments(words, choice.platforms);
  const unique = new Map<string, BuildContext>();
  for (const context of drafts.map((draft) => finish(draft, choice)))
    unique.set(JSON.stringify(context), context);
  return [...unique.values()];
}

/** From a combination of truth values to the drafts that have it. */
function combinations(set: readonly Condition[], choice: ContextChoice): Map<string, Draft[]> {
  return groupBy(assignments(wordsOf(set), choice.platforms), (draft) => {
    const test = wordTest(finish(draft, choice), choice.release);
    return set.map(({ holds }) => (holds(test) ? '1' : '0')).join('');
  });
}

function wordsOf(set: readonly Condition[]): string[] {
  return [...new Set(set.flatMap(({ words }) => words))].sort();
}

function assignments(words: readonly string[], platforms: readonly Platform[]): Draft[] {
  const tags = words.filter(isCustomTag);
  if (tags.length > TAG_LIMIT)
    throw new Error(`More than ${TAG_LIMIT} tags decide together: ${tags.join(', ')}.`);
  const namesPlatform = words.some(
    (word) => !isCustomTag(word) && !/^(cgo|gc|gccgo|ignore|go1\.\d+)$/.test(word),
  );
  const chosenPlatforms = namesPlatform ? platforms : [undefined];
  const chosenCgo = words.includes('cgo') ? (['0', '1'] as const) : [undefined];
  const chosenTags = Array.from(
    { length: 2 ** tags.length },
    (_, bits) => new Map(tags.map((tag, place) => [tag, ((bits >> place) & 1) === 1])),
  );
  return chosenPlatforms.flatMap((platform) =>
    chosenCgo.flatMap((cgo) => chosenTags.map((chosen) => ({ platform, cgo, tags: chosen }))),
  );
}

function addWitness(drafts: Draft[], witnesses: readonly Draft[]): void {
  const isMet = drafts.some((draft) => witnesses.some((witness) => implies(draft, witness)));
  if (isMet) return;
  for (const draft of drafts) {
    const fitting = witnesses.find((witness) => isCompatible(draft, witness));
    if (fitting === undefined) continue;
    draft.platform ??= fitting.platform;
    draft.cgo ??= fitting.cgo;
    for (const [tag, isSet] of fitting.tags) draft.tags.set(tag, isSet);
    return;
  }
  const first = witnesses[0];
  if (first !== undefined) drafts.push({ ...first, tags: new Map(first.tags) });
}

function implies(draft: Draft, witness: Draft): boolean {
  if (witness.platform !== undefined && draft.platform !== witness.platform) return false;
  if (witness.cgo !== undefined && draft.cgo !== witness.cgo) return false;
  return [...witness.tags].every(([tag, isSet]) => draft.tags.get(tag) === isSet);
}

function isCompatible(draft: Draft, witness: Draft): boolean {
  if (draft.platform !== undefined && witness.platform !== undefined && draft.platform !== witness.platform)
    return false;
  if (draft.cgo !== undefined && witness.cgo !== undefined && draft.cgo !== witness.cgo) return false;
  return [...witness.tags].every(([tag, isSet]) => (draft.tags.get(tag) ?? isSet) === isSet);
}

function finish({ platform, cgo, tags }: Draft, { platforms }: ContextChoice): BuildContext {
  const { goos, goarch } = platform ?? platforms[0] ?? { goos: 'linux', goarch: 'amd64' };
  const set = [...tags].filter(([, isSet]) => isSet).map(([tag]) => tag);
  return { goos, goarch, cgo: cgo ?? '0', tags: set.sort() };
}

/** cmd/go/internal/imports/build.go: matchTag. */
function wordTest({ goos, goarch, cgo, tags }: BuildContext, release: number): WordTest {
  const set = new Set([goos, goarch, 'gc', ...tags]);
  if (INCLUDES[goos] !== undefined) set.add(INCLUDES[goos]);
  if (UNIX.has(goos)) set.add('unix');
  if (cgo === '1') set.add('cgo');
  for (let minor = 1; minor <= release; minor++) set.add(`go1.${minor}`);
  return (word) => set.has(word);
}
