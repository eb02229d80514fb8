import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import { PlainDisk } from '../testing/plain-disk';
import type { Disk } from './disk';
import { memoise } from './memoise';

const FILES = {
  '.gitignore': 'dist/\n*.log\n',
  'libs/a/go.mod': 'module example.com/a\n',
  'libs/a/a.go': 'package a\n\nimport "fmt"\n\nfunc F() { fmt.Println() }\n',
  'libs/a/inner/b.go': 'package inner\n',
  'libs/a/inner/data.txt': 'data',
  'libs/a/dist/gen.go': 'package gen\n',
  'other/c.go': 'package other\n',
};

let copies = 0;

/** All that a Disk shows of a module, apart from what is ignored, as JSON. */
function show(disk: Disk): unknown {
  return JSON.parse(JSON.stringify(showDirectory(disk, 'libs/a')));
}

function showDirectory(disk: Disk, path: string): unknown {
  const content = disk.directory(path);
  return {
    content,
    mod: disk.text(`${path}/go.mod`),
    files: content?.files.map((name) => [
      name,
      disk.isIgnored(`${path}/${name}`),
      name.endsWith('.go') ? disk.goFiles(path, [name]) : undefined,
    ]),
    below: [...(content?.directories ?? []), ...(content?.linkedDirectories ?? [])].map((name) =>
      disk.isIgnored(`${path}/${name}`) ? 'ignored' : showDirectory(disk, `${path}/${name}`),
    ),
  };
}

/** A workspace whose memo is there, with all its states trusted. */
class Fixture {
  readonly root = makeDirectory(FILES);
  readonly cacheFile = join(makeDirectory(), 'deep', 'memo');
  calls = 0;

  constructor() {
    pause(30);
    this.run();
  }

  /** @param cacheFile another name stands for another process, which has nothing in memory */
  run(cacheFile = this.cacheFile, compute: (disk: Disk) => unknown = show): unknown {
    return memoise({
      root: this.root,
      cacheFile,
      key: 'key',
      compute: (disk) => {
        this.calls++;
        return compute(disk);
      },
    });
  }

  runAnew(): unknown {
    const copy = `${this.cacheFile}-${copies++}`;
    if (existsSync(this.cacheFile)) copyFileSync(this.cacheFile, copy);
    return this.run(copy);
  }

  at(path: string): string {
    return join(this.root, ...path.split('/'));
  }

  /** Through a disk that remembers nothing, by a memo file that is not there. */
  truth(): unknown {
    return this.run(join(this.root, 'none', `${copies++}`));
  }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

const A = 'libs/a/a.go';

const changes: [string, (fixture: Fixture) => void][] = [
  ['edited imports', (f) => writeFileSync(f.at(A), 'package a\n\nimport "os"\n\nvar _ = os.Args\n')],
  ['a new file', (f) => writeFileSync(f.at('libs/a/new.go'), 'package a\n')],
  ['a removed file', (f) => rmSync(f.at(A))],
  ['a renamed file', (f) => renameSync(f.at(A), f.at('libs/a/z.go'))],
  ['a new directory', (f) => writeFiles(f.root, { 'libs/a/x/y/z.go': 'package y\n' })],
  ['a removed directory', (f) => rmSync(f.at('libs/a/inner'), { recursive: true })],
  ['a renamed directory', (f) => renameSync(f.at('libs/a/inner'), f.at('libs/a/outer'))],
  ['an edited .gitignore', (f) => appendFileSync(f.at('.gitignore'), 'inner\n')],
  ['a new .gitignore in between', (f) => writeFileSync(f.at('libs/.gitignore'), '!dist\n')],
  ['a new .nxignore', (f) => writeFileSync(f.at('.nxignore'), 'inner\n')],
  ['a removed .gitignore', (f) => rmSync(f.at('.gitignore'))],
  ['an edited go.mod', (f) => appendFileSync(f.at('libs/a/go.mod'), '\ngo 1.24\n')],
  ['a path that was absent', (f) => writeFileSync(f.at('libs/a/inner/go.mod'), 'module example.com/b\n')],
  [
    'a file that became a directory',
    (f) => {
      rmSync(f.at(A));
      mkdirSync(f.at(A));
    },
  ],
  [
    'a directory that became a file',
    (f) => {
      rmSync(f.at('libs/a/inner'), { recursive: true });
      writeFileSync(f.at('libs/a/inner'), '');
    },
  ],
  [
    'a file of the same size and time',
    (f) => {
      const { atime, mtime } = statSync(f.at(A));
      writeFileSync(f.at(A), readFileSync(f.at(A), 'utf8').replace('"fmt"', '"net"'));
      utimesSync(f.at(A), atime, mtime);
    },
  ],
  [
    'another file of the same size and time in its place',
    (f) => {
      const { atime, mtime } = statSync(f.at(A));
      const text = readFileSync(f.at(A), 'utf8').replace('"fmt"', '"net"');
      writeFileSync(f.at('new'), text);
      utimesSync(f.at('new'), atime, mtime);
      renameSync(f.at('new'), f.at(A));
    },
  ],
  ['a removed module', (f) => rmSync(f.at('libs'), { recursive: true })],
];

describe('memoise', () => {
  it('shows what the disk shows', () => {
    const fixture = new Fixture();
    const plain = new PlainDisk(fixture.root, (path) => path.endsWith('/dist') || path.endsWith('.log'));
    expect(fixture.runAnew()).toEqual(show(plain));
  });

  it('does not compute again where nothing changed, in this process or the next one', () => {
    const fixture = new Fixture();
    expect(fixture.run()).toEqual(fixture.runAnew());
    expect(fixture.calls).toBe(1);
  });

  it.each(changes)('sees %s', (_what, change) => {
    const fixture = new Fixture();
    const before = fixture.runAnew();
    change(fixture);
    const [anew, again] = [fixture.runAnew(), fixture.run()];
    expect(fixture.calls).toBe(3);
    expect(anew).not.toEqual(before);
    expect([anew, again]).toEqual(Array(2).fill(fixture.truth()));
  });

  it.each<[string, (fixture: Fixture) => void]>([
    ['the body of a Go file is edited', (f) => appendFileSync(f.at(A), '\nfunc G() {}\n')],
    ['a file is touched', (f) => utimesSync(f.at('libs/a/go.mod'), 1, 1)],
    ['something that was not asked for changes', (f) => writeFileSync(f.at('other/c.go'), 'package d\n')],
    ['a file comes beside a .gitignore', (f) => writeFileSync(f.at('notes.txt'), '')],
    ['something is ignored', (f) => writeFileSync(f.at('libs/a/dist/more.go'), 'package gen\n')],
    [
      'a directory is made again as it was',
      (f) => {
        rmSync(f.at('libs/a/inner'), { recursive: true });
        writeFiles(f.root, { 'libs/a/inner/b.go': 'package inner\n', 'libs/a/inner/data.txt': 'data' });
      },
    ],
  ])('does not compute again when %s', (_what, change) => {
    const fixture = new Fixture();
    change(fixture);
    const [anew, again, more] = [fixture.runAnew(), fixture.run(), fixture.run()];
    expect(fixture.calls).toBe(1);
    expect([anew, again, more]).toEqual(Array(3).fill(fixture.truth()));
  });

  it('looks again at what changed just before it was seen', () => {
    const fixture = new Fixture();
    for (const letter of ['b', 'c', 'd', 'e', 'f']) {
      writeFileSync(fixture.at(A), `package ${letter}\n`);
      expect(JSON.stringify(fixture.run())).toContain(`"packageName":"${letter}"`);
    }
  });

  it('follows links to files and directories, and sees where they lead now', () => {
    const fixture = new Fixture();
    symlinkSync(fixture.at('other/c.go'), fixture.at('libs/a/link.go'));
    symlinkSync(fixture.at('other'), fixture.at('libs/a/linked'), 'junction');
    symlinkSync(fixture.at('nowhere'), fixture.at('libs/a/broken'));
    pause(30);
    const steps = [
      () => undefined,
      () => writeFileSync(fixture.at('other/c.go'), 'package changed\n'),
      () => writeFileSync(fixture.at('nowhere'), ''),
      () => {
        rmSync(fixture.at('nowhere'));
        mkdirSync(fixture.at('nowhere'));
      },
      () => {
        rmSync(fixture.at('libs/a/linked'));
        symlinkSync(fixture.at('libs/a/inner'), fixture.at('libs/a/linked'), 'junction');
      },
      () => rmSync(fixture.at('other/c.go')),
    ];
    for (const step of steps) {
      step();
      expect(fixture.run()).toEqual(show(new PlainDisk(fixture.root, (path) => path.endsWith('/dist'))));
    }
  });

  it('looks again at marks of a directory that changed before its listing was asked for', () => {
    const fixture = new Fixture();
    const file = join(makeDirectory(), 'memo');
    const ask = (meanwhile: () => void) =>
      fixture.run(file, (disk) => {
        const ignored = disk.isIgnored('other/c.go');
        meanwhile();
        return { ignored, files: disk.directory('other')?.files };
      });
    const files = ['.gitignore', 'c.go'];
    const write = () => writeFileSync(fixture.at('other/.gitignore'), '*.go\n');
    expect(ask(write)).toEqual({ ignored: false, files });
    expect(ask(() => undefined)).toEqual({ ignored: true, files });
  });

  it('knows of nothing at paths with NUL, which no system has', () => {
    const fixture = new Fixture();
    const file = join(makeDirectory(), 'memo');
    const ask = () =>
      fixture.run(file, (disk) => [
        disk.text('libs\0a/go.mod'),
        disk.directory('other\0x\0y'),
        disk.text('other/c.go'),
      ]);
    expect(ask()).toEqual([undefined, undefined, FILES['other/c.go']]);
    writeFileSync(fixture.at('other/c.go'), 'package changed\n');
    expect(ask()).toEqual([undefined, undefined, 'package changed\n']);
  });

  it('keeps no result for another key', () => {
    const fixture = new Fixture();
    const { root, cacheFile } = fixture;
    const request = { root, cacheFile, key: 'other', compute: () => 'other' };
    expect([memoise(request), fixture.run()]).toEqual(['other', fixture.truth()]);
  });

  it('throws what the function throws, and keeps the memo that there was', () => {
    const fixture = new Fixture();
    writeFileSync(fixture.at('libs/a/go.mod'), 'module example.com/other\n');
    const failing = () => {
      throw new Error('no graph');
    };
    expect(() => fixture.run(fixture.cacheFile, failing)).toThrow('no graph');
    expect([fixture.run(), fixture.runAnew()]).toEqual(Array(2).fill(fixture.truth()));
  });

  it('takes a memo file that is cut off, or damaged anywhere, for none', () => {
    const fixture = new Fixture();
    const whole = readFileSync(fixture.cacheFile);
    const result = fixture.truth();
    const damage = fc.oneof(
      fc.nat(whole.length - 1).map((length) => whole.subarray(0, length)),
      fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, flip]) => {
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        return damaged;
      }),
      fc.nat(whole.length).map((from) => Buffer.from(whole).fill(0, from)),
      fc.uint8Array({ maxLength: 100 }),
    );
    fc.assert(
      fc.property(damage, (bytes) => {
        writeFileSync(fixture.cacheFile, bytes);
        const { calls } = fixture;
        expect(fixture.runAnew()).toEqual(result);
        expect(fixture.calls).toBe(whole.equals(bytes) ? calls : calls + 1);
      }),
      { numRuns: 80, seed: 1 },
    );
  });

  it('works without a place for its memo', () => {
    const fixture = new Fixture();
    const file = join(fixture.root, 'libs/a/go.mod', 'memo');
    expect([fixture.run(file), fixture.run(file)]).toEqual(Array(2).fill(fixture.truth()));
    writeFileSync(fixture.at(A), 'package b\n');
    expect(fixture.run(file)).toEqual(fixture.truth());
  });

  it('is right after any changes in any order', () => {
    const path = fc.constantFrom(
      'a.go',
      'b.go',
      'inner/b.go',
      'x/y.go',
      'x/go.mod',
      'go.mod',
      '.gitignore',
      'inner',
    );
    const content = fc.constantFrom(
      'package a\n',
      'package b\n',
      'package b\n\nvar x = 1\n',
      'inner\n',
      'a.go\n!x\n',
      '',
    );
    const write = fc.record({ path, content });
    fc.assert(
      fc.property(fc.array(fc.oneof(write, path), { maxLength: 12 }), fc.boolean(), (steps, inMemory) => {
        const fixture = new Fixture();
        for (const step of steps) {
          apply(fixture, step);
          expect(inMemory ? fixture.run() : fixture.runAnew()).toEqual(fixture.truth());
        }
      }),
      { numRuns: 20, seed: 1 },
    );
  });
});

/** Removes a path, or writes a file, where the system lets it. */
function apply(fixture: Fixture, step: string | { path: string; content: string }): void {
  try {
    if (typeof step === 'string') rmSync(fixture.at(`libs/a/${step}`), { recursive: true, force: true });
    else writeFiles(fixture.root, { [`libs/a/${step.path}`]: step.content });
  } catch {
    // A directory is where a file was to be, or the other way round.
  }
}
