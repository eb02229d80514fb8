import { readFileSync } from 'node:fs';
import { systemErrorCode } from '../../support';

/** The text of a file; '' for one that is not there or cannot be read, which Go itself reports. */
export function readIfPresent(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return '';
  }
}
