import type { RecordedDimension } from '../../dimension';

/** A component in which two dimensions differ; undefined where one has none of that name. */
export interface ComponentDifference {
  readonly name: string;
  readonly kind: 'layout' | 'soundness';
  readonly first: string | undefined;
  readonly second: string | undefined;
}

/** What differs between two dimensions; empty where both are the same one. */
export function compareDimensions(
  first: RecordedDimension,
  second: RecordedDimension,
): ComponentDifference[] {
  const names = [...new Set([...first.components, ...second.components].map(({ name }) => name))];
  return names.flatMap((name): ComponentDifference[] => {
    const [one, other] = [first, second].map(({ components }) =>
      components.find((component) => component.name === name),
    );
    if (one?.value === other?.value) return [];
    return [{ name, kind: one?.kind ?? other?.kind ?? 'layout', first: one?.value, second: other?.value }];
  });
}
