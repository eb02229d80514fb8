import { findAffected, renderAffected } from '../commands';
import { graphPlaceOf, type PlaceOptions } from './context';

export interface AffectedOptions extends PlaceOptions {
  readonly base: string;
  readonly head?: string;
  readonly json?: boolean;
}

/** `goshawk affected --base <ref>`: what to build and test again. */
export async function printAffected(options: AffectedOptions): Promise<number> {
  const { base, head, json } = options;
  const document = await findAffected({ ...graphPlaceOf(options), base, head });
  process.stdout.write(
    json === true ? `${JSON.stringify(document, undefined, 2)}\n` : renderAffected(document),
  );
  return 0;
}
