import { join } from 'node:path';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import { compileRooms } from '../../toolchain/testing/compile-rooms';
import { CHUNK_LENGTH, joinChunks, readChunk } from './chunks';
import { Crew, type OwnChunk } from './crew';
import { toLine } from './look';
import { STATE_LENGTH, readState } from './path-state';
import { readGoFile } from './read-file';
import { AVAILABLE, CHUNK_STATUS, NEXT, type SharedWork } from './shared-work';

const COUNT = 3 * CHUNK_LENGTH + 5;

describe('Crew', () => {
  const names = Array.from({ length: COUNT }, (_, n) => `f${n}.go`);
  const root = makeDirectory();
  writeFiles(
    root,
    Object.fromEntries(names.slice(1).map((name) => [name, `package ${name.slice(0, -3)}\n`])),
  );
  const workerFile = join(compileRooms(['support', 'graph']), 'graph', 'disk', 'scan-worker.js');

  /** Work on four chunks, with room for so many bytes of what other threads find. */
  function makeWork(lineBytes: number, operation: SharedWork['operation'] = 'go-files'): SharedWork {
    const { bytes, ends } = joinChunks(
      names.map((name) => `g${name}`),
      '\0',
    );
    const share = (length: number) => new SharedArrayBuffer(length);
    const work = {
      operation,
      root,
      control: new Int32Array(share(4 * (CHUNK_STATUS + 4))),
      keys: new Uint8Array(share(bytes.length)),
      keyEnds: new Int32Array(share(20)),
      states: new Float64Array(share(8 * STATE_LENGTH * COUNT)),
      lines: new Uint8Array(share(lineBytes)),
      lineRanges: new Int32Array(share(32)),
    };
    work.keys.set(bytes);
    work.keyEnds.set(ends);
    return work;
  }

  /** What was found, in the order of the names; chunks that this thread did are those of `own`. */
  function collectLines(work: SharedWork, own: ReadonlyMap<number, OwnChunk>): string[] {
    return [0, 1, 2, 3].flatMap(
      (chunk) =>
        own.get(chunk)?.values.map(toLine) ??
        readChunk(work.lines, work.lineRanges.subarray(2 * chunk), 0, '\n'),
    );
  }

  async function untilTaken({ control }: SharedWork): Promise<void> {
    while (Atomics.load(control, NEXT) < Atomics.load(control, AVAILABLE)) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  const states = new Float64Array(STATE_LENGTH * COUNT);
  const lines = names.map((name, n) => toLine(readGoFile(join(root, name), states, n * STATE_LENGTH)));

  it('leaves the work to threads that help, and takes over what they found', async () => {
    const work = makeWork(1_000_000);
    const crew = new Crew(work, workerFile);
    crew.callHelp();
    crew.offer(2);
    await untilTaken(work);
    crew.offer(4);
    await untilTaken(work);
    const own = crew.finish();
    expect(own.size).toBe(0);
    expect(collectLines(work, own)).toEqual(lines);
    expect(work.states).toEqual(states);
  });

  it('leaves reading of states to them as well', async () => {
    const work = makeWork(0, 'states');
    const crew = new Crew(work, workerFile);
    crew.callHelp();
    crew.offer(4);
    await untilTaken(work);
    expect(crew.finish().size).toBe(0);
    expect(work.states).toEqual(states);
  });

  it('does again what threads that help have no room for', async () => {
    const work = makeWork(5000);
    const crew = new Crew(work, workerFile);
    crew.callHelp();
    crew.offer(4);
    await untilTaken(work);
    const own = crew.finish();
    expect(own.size).toBeGreaterThan(0);
    expect(collectLines(work, own)).toEqual(lines);
  });

  it.each([
    ['there is none', join(root, 'none.js')],
    ['they fail to start', join(root, 'f1.go')],
  ])('does all by itself where %s', (_what, file) => {
    const work = makeWork(1_000_000);
    const crew = new Crew(work, file);
    crew.callHelp();
    crew.offer(4);
    const own = crew.finish();
    expect(own.size).toBe(4);
    expect(collectLines(work, own)).toEqual(lines);
    readState(join(root, 'f1.go'), states, STATE_LENGTH);
    expect(work.states).toEqual(states);
  });
});
