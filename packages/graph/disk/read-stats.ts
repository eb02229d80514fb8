import type { Stats } from 'node:fs';
import { statsOf } from '../../support';
import type { StateLog } from './state-log';

/** What is at a path, or what the link there points at; adds its state. Undefined for nothing that can be seen. */
export function readStats(path: string, states: StateLog): Stats | undefined {
  const stats = statsOf(path);
  if (stats === 'refused') states.addRefused();
  else states.add(stats);
  return stats === 'refused' ? undefined : stats;
}
