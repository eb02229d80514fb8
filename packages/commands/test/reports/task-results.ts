import type { PackageResult } from '../results/package-result';
import type { BuildText } from './event-stream';

/** What the go command said of one task. */
export interface TaskResults {
  readonly own: readonly PackageResult[];
  /** Packages of which it said nothing final. */
  readonly missing: readonly string[];
  readonly builds: readonly BuildText[];
  /** What the task says besides its tests. */
  readonly messages: string;
}
