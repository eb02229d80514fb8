import { isNameGlob, matchesNameGlob } from './name-glob';

export interface FilteredProject {
  readonly name: string;
  readonly root: string;
  readonly tags: readonly string[];
}

/** Whether Nx's patterns of projects select one (nx/src/utils/find-matching-projects.ts: findMatchingProjects). */
export function isSelected(patterns: readonly string[], project: FilteredProject): boolean {
  const [first] = patterns.filter((one) => one !== '');
  let isIn = first?.startsWith('!') === true;
  for (const pattern of patterns) {
    const isExclusion = pattern.startsWith('!');
    if (pattern !== '' && matches(isExclusion ? pattern.slice(1) : pattern, project)) isIn = !isExclusion;
  }
  return isIn;
}

function matches(pattern: string, { name, root, tags }: FilteredProject): boolean {
  if (pattern === '*' || pattern === name) return true;
  const [, kind, labelled] = /^(name|tag|directory|unlabeled):(.*)$/s.exec(pattern) ?? [];
  const value = labelled ?? pattern.slice(pattern.indexOf(':') + 1);
  const takes = (text: string) => text === value || (isNameGlob(value) && matchesNameGlob(value, text));
  if (kind === 'tag') return tags.some(takes);
  if (kind === 'directory') return takes(root);
  return takes(name) || isPartOfName(value, name) || (kind !== 'name' && takes(root));
}

/** Nx takes whole words of a name for the name. */
function isPartOfName(value: string, name: string): boolean {
  if (isNameGlob(value)) return false;
  const literal = value.replace(/[\\^$+?.]/g, '\\$&');
  return new RegExp(`(?<![@a-zA-Z0-9-])${literal}(?![@a-zA-Z0-9-])`, 'i').test(name);
}
