import {
  accessSync,
  constants,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheRootUnwritable } from '../../dimension';
import { readVariable } from '../../support';
import { recordedDimensions } from '../dimension/load-dimension';
import { Notes, type ExaminedPlace, type Examination } from './examination';

/** Bytes below which builds are likely to fail, and to be slow. */
const [NEARLY_FULL, LITTLE] = [1e9, 5e9];
/** Milliseconds by which two clocks may differ. */
const SKEW = 2000;

/** The directory of all dimensions, its disk, and the clock of its file system. */
export function examineCaches({ cacheRoot, env }: ExaminedPlace): Examination {
  const notes = new Notes('caches');
  notes.fact('directory', cacheRoot);
  const own = readVariable(env, 'GOCACHE');
  if (own !== undefined && own !== '') notes.fact('GOCACHE (of yours, not used by tasks)', own);
  const present = nearestPresent(cacheRoot);
  const refusal = refusalOf(present);
  if (refusal !== undefined) {
    notes.error(cacheRootUnwritable(present, refusal));
    return notes.examination;
  }
  examineDimensions(notes, cacheRoot);
  examineDisk(notes, present);
  examineClock(notes, present);
  return notes.examination;
}

function examineDimensions(notes: Notes, cacheRoot: string): void {
  const names = recordedDimensions(cacheRoot);
  notes.fact('dimensions', String(names.length));
  const taken = names.map((name) => filesIn(join(cacheRoot, name, 'quarantine'))).reduce((a, b) => a + b, 0);
  if (taken === 0) return;
  notes.find(
    'note',
    'quarantined-entries',
    `${taken} entries are in quarantine: they were wrong, or made from what was`,
    'look into the journal.jsonl beside them for why; many at once say that a disk or memory is failing',
  );
}

function examineDisk(notes: Notes, directory: string): void {
  const { bavail, bsize } = statfsSync(directory);
  const free = bavail * bsize;
  notes.fact('free on its disk', `${(free / 1e9).toFixed(1)} GB`);
  if (free >= LITTLE) return;
  notes.find(
    free < NEARLY_FULL ? 'error' : 'warning',
    'disk-nearly-full',
    `the disk of ${directory} has ${(free / 1e9).toFixed(1)} GB left`,
    'free some: dimensions that nobody uses any more can be deleted as directories, and are built anew',
  );
}

/** What was verified is believed by file times: those of a server whose clock differs say nothing. */
function examineClock(notes: Notes, directory: string): void {
  const own = mkdtempSync(join(directory, '.goshawk-doctor-'));
  try {
    const file = join(own, 'now');
    const before = Date.now();
    writeFileSync(file, '');
    const after = Date.now();
    const { mtimeMs } = statSync(file);
    if (mtimeMs > before - SKEW && mtimeMs < after + SKEW) return;
    const seconds = Math.round((mtimeMs - before) / 1000);
    notes.find(
      'error',
      'clock-differs',
      `a file written now in ${directory} is ${Math.abs(seconds)} s ${seconds < 0 ? 'old' : 'ahead of now'}`,
      'set both clocks by the same server, or keep caches on a disk of this machine',
    );
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

function nearestPresent(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestPresent(dirname(path));
}

/** Why nothing can be written into a directory; undefined where something can. */
function refusalOf(directory: string): unknown {
  try {
    accessSync(directory, constants.W_OK);
    return statSync(directory).isDirectory() ? undefined : 'it is no directory';
  } catch (error) {
    return error;
  }
}

function filesIn(directory: string): number {
  return existsSync(directory) ? readdirSync(directory).length : 0;
}
