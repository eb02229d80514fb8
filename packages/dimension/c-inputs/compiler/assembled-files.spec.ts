import { namesInAssembly, namesInC } from './assembled-files';

test('directives of assembly are found behind labels and semicolons, and unknown names are told', () => {
  const text = 'x: .incbin "a b.bin", 0, 4\n\t.include "m.inc"; .incbin "c.bin"\n.incbin \\file\n';
  expect(namesInAssembly(text)).toEqual({ included: ['a b.bin', 'm.inc', 'c.bin'], hasUnknown: true });
});

test('inline assembly of C is found however its literals are split', () => {
  const text = [
    'asm(".global d\\n\\t.incbin \\"one.bin\\"\\n");',
    'asm(".incbin \\"" "two" ".bin" "\\"\\n");',
    'asm(R"x( .incbin "three.bin" )x");',
  ].join('\n');
  expect(namesInC(text)).toEqual({ included: ['one.bin', 'two.bin', 'three.bin'], hasUnknown: false });
});

test('text that only speaks of including is no directive', () => {
  const text = 'const char *a = "see .include and .incbin files", *b = "x.include";';
  expect(namesInC(text)).toEqual({ included: [], hasUnknown: false });
});
