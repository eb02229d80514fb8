import { diagnose, doctorsFindings, renderDoctor } from '../commands';
import { EXIT_FINDINGS, graphPlaceOf, type PlaceOptions } from './context';

export interface DoctorOptions extends PlaceOptions {
  readonly json?: boolean;
}

/** `goshawk doctor`: what is installed, configured and wrong. */
export async function printDoctor(options: DoctorOptions, version: string): Promise<number> {
  const document = await diagnose(graphPlaceOf(options), version);
  const text = options.json === true ? `${JSON.stringify(document, undefined, 2)}\n` : renderDoctor(document);
  process.stdout.write(text);
  return doctorsFindings(document).length > 0 ? EXIT_FINDINGS : 0;
}
