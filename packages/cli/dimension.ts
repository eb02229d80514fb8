import { renderTable } from '../support';
import { compareDimensions, dimensionOfDirectory, findProjectDirectory, loadDimension } from '../commands';
import { graphPlaceOf, placeOf, type PlaceOptions } from './context';

export interface DimensionOptions extends PlaceOptions {
  readonly json?: boolean;
  readonly exitCode?: boolean;
}

/** `goshawk dimension [project|dir]`: components, values and sources. */
export async function printDimension(
  named: string,
  flags: readonly string[],
  options: DimensionOptions,
): Promise<number> {
  const dimension = await dimensionOfDirectory(
    findProjectDirectory(graphPlaceOf(options), named),
    placeOf(options, flags),
  );
  const { name, fingerprint, directory, gocache, components } = dimension;
  if (options.json === true) {
    print({ schemaVersion: 1, name, fingerprint, directory, gocache, components });
    return 0;
  }
  const rows = components.map(({ name: component, kind, value, source }) => [component, kind, value, source]);
  process.stdout.write(`${renderTable(['COMPONENT', 'KIND', 'VALUE', 'SOURCE'], rows)}\n`);
  process.stdout.write(`\n${name}\nfingerprint ${fingerprint}\nGOCACHE     ${gocache}\n`);
  return 0;
}

/** `goshawk dimension diff <a> <b>`: what differs between two recorded dimensions, or a recorded one and now. */
export async function printDifference(
  first: string,
  second: string,
  options: DimensionOptions,
): Promise<number> {
  const place = placeOf(options, []);
  const [one, other] = [await loadDimension(first, place), await loadDimension(second, place)];
  const differences = compareDimensions(one, other);
  if (options.json === true) {
    print({ schemaVersion: 1, first: one.name, second: other.name, differences });
  } else if (differences.length === 0) {
    process.stdout.write(`${one.name} and ${other.name} are the same dimension.\n`);
  } else {
    const rows = differences.map(({ name, kind, first: a, second: b }) => [name, kind, a ?? '—', b ?? '—']);
    process.stdout.write(`${renderTable(['COMPONENT', 'KIND', one.name, other.name], rows)}\n`);
  }
  return options.exitCode === true && differences.length > 0 ? 1 : 0;
}

function print(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
}
