import fc from 'fast-check';
import { parseBuildId } from './build-id';

const [A, B, C, D] = ['A', 'b', '_', '-'].map((character) => character.repeat(20));

describe('parseBuildId', () => {
  it('reads the two parts of a package', () => {
    expect(parseBuildId(`${A}/${B}`)).toEqual({ whole: `${A}/${B}`, actionId: A, contentId: B });
  });

  it('reads the first and the last of the four parts of an executable', () => {
    const whole = `${A}/${B}/${C}/${D}`;
    expect(parseBuildId(whole)).toEqual({ whole, actionId: A, contentId: D });
  });

  it.each([
    ['nothing', ''],
    ['one part', `${A}`],
    ['three parts', `${A}/${B}/${C}`],
    ['five parts', `${A}/${B}/${C}/${D}/${A}`],
    ['a part that is too short', `${A}/short`],
    ['another character', `${A}/${'+'.repeat(20)}`],
    ['a line break behind it', `${A}/${B}\n`],
    ['a text that a user chose', 'my-release'],
  ])('knows no build ID in %s', (_, text) => {
    expect(parseBuildId(text)).toBeUndefined();
  });

  it('accepts any text', () => {
    fc.assert(fc.property(fc.string(), (text) => parseBuildId(text) === undefined));
  });
});
