import { parseMakeRules } from './make-rules';

test('names with blanks, number signs and dollars are read back as they are on disk', () => {
  const text = 'a\\ b.o: a\\ b.c /x/c\\#.h \\\n sub\\ dir/d$$e.h\n';
  expect(parseMakeRules(text)).toEqual([
    { target: 'a b.o', prerequisites: ['a b.c', '/x/c#.h', 'sub dir/d$e.h'] },
  ]);
});

test('several rules, Windows paths and lines that are no rule are told apart', () => {
  const text = '-: C:\\inc\\a.h \\\r\n C:\\Program\\ Files\\b.h\r\n\r\nnoise\nx.o: /y.h\nz.o:\n';
  expect(parseMakeRules(text)).toEqual([
    { target: '-', prerequisites: ['C:\\inc\\a.h', 'C:\\Program Files\\b.h'] },
    { target: 'x.o', prerequisites: ['/y.h'] },
    { target: 'z.o', prerequisites: [] },
  ]);
});
