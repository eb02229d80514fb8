import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { digestFile, sha256, sha256Of } from './digest';
import { makeDirectory } from './testing/make-directory';

describe('sha256', () => {
  it('differs whenever the lists of parts differ', () => {
    const parts = fc.array(fc.string({ unit: 'binary', maxLength: 6 }), { maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const texts = (list: string[]) =>
          list.map((part) => Buffer.from(part).toString('hex')).join('|') + list.length;
        expect(sha256(...a) === sha256(...b)).toBe(texts(a) === texts(b));
      }),
    );
    expect(sha256('ab', 'c')).not.toBe(sha256('a', 'bc'));
  });

  it('is the same for a text and its UTF-8 bytes', () => {
    expect(sha256('größe')).toBe(sha256(Buffer.from('größe')));
  });
});

it('sha256Of is the plain hash', () => {
  expect(sha256Of('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

it.each([0, 1, 1024 * 1024, 1024 * 1024 + 1, 3_000_000])('digestFile hashes a file of %i bytes', (size) => {
  const file = join(makeDirectory(), 'data');
  const data = Buffer.alloc(size, 'goshawk');
  writeFileSync(file, data);
  expect(digestFile(file)).toBe(createHash('sha256').update(data).digest('hex'));
});
