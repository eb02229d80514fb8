import fc from 'fast-check';
import { parseJsonStream } from './json-stream';

/** As Go's encoder with SetIndent("", "\t") prints them, one after the other. */
function print(objects: readonly unknown[]): string {
  return objects.map((object) => `${JSON.stringify(object, null, '\t')}\n`).join('');
}

it('gives back every stream of objects', () => {
  const text = fc.string({ unit: fc.constantFrom('{', '}', '\n', '"', '\\', 'a', ' ') });
  const value = fc.oneof(text, fc.array(text), fc.dictionary(text, text), fc.constant({}), fc.integer());
  const object = fc.dictionary(fc.string({ minLength: 1 }), value, { minKeys: 1 });
  fc.assert(
    fc.property(fc.array(object), (objects) => {
      expect(parseJsonStream(print(objects))).toEqual(objects.map((one) => ({ ...one })));
    }),
  );
});

it('takes a stream without a last line end, and an empty one', () => {
  expect(parseJsonStream('{\n\t"a": 1\n}\n{\n\t"b": 2\n}')).toEqual([{ a: 1 }, { b: 2 }]);
  expect(parseJsonStream('')).toEqual([]);
  expect(parseJsonStream('\n')).toEqual([]);
});

it.each(['{\n\t"a": 1\n', '{\n\t"a": 1\n}\nnoise\n', 'go: downloading x\n{\n}\n'])('refuses %j', (text) => {
  expect(() => parseJsonStream(text)).toThrow(SyntaxError);
});
