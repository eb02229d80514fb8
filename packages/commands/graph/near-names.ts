const MOST = 5;
const LEAST_LIKENESS = 0.4;

/** Those of some names that look like one that is not among them, the most like it first. */
export function nearNames(name: string, known: readonly string[]): string[] {
  const wanted = pairsOf(name);
  return [...new Set(known)]
    .map((one) => ({ one, likeness: one.includes(name) ? 1 : likenessOf(wanted, pairsOf(one)) }))
    .filter(({ likeness }) => likeness >= LEAST_LIKENESS)
    .sort((one, other) => other.likeness - one.likeness || (one.one < other.one ? -1 : 1))
    .slice(0, MOST)
    .map(({ one }) => one);
}

/** Sørensen and Dice: how many pairs of neighbouring characters two names share. */
function likenessOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((pair) => other.has(pair)).length;
  return (2 * shared) / (one.size + other.size);
}

function pairsOf(name: string): Set<string> {
  const text = ` ${name.toLowerCase()} `;
  return new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)));
}
