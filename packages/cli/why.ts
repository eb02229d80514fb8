import { explainImport, renderWhy } from '../commands';
import { graphPlaceOf, type PlaceOptions } from './context';

export interface WhyOptions extends PlaceOptions {
  readonly json?: boolean;
}

/** `goshawk why <project> <project|module>`: 1 where nothing is imported. */
export function printWhy(from: string, to: string, options: WhyOptions): number {
  const document = explainImport(graphPlaceOf(options), from, to);
  const isJson = options.json === true;
  process.stdout.write(isJson ? `${JSON.stringify(document, undefined, 2)}\n` : renderWhy(document));
  return document.kind === null ? 1 : 0;
}
