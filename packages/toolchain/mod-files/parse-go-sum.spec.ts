import { parseGoSum } from './parse-go-sum';

describe('parseGoSum', () => {
  it('keeps the checksums of modules and of their go.mod files apart', () => {
    const text = [
      'example.com/a v1.0.0 h1:aaa=',
      'example.com/a v1.0.0/go.mod h1:bbb=\r',
      '',
      'example.com/a v1.0.0 h1:later=',
      'example.com/b v1.0.0 h2:unknown=',
      'example.com/c v1.0.0',
      'example.com/d v1.0.0 h1:ddd= more',
      '\texample.com/e\tv1.0.0  h1:eee=',
    ].join('\n');
    expect([...parseGoSum(text)]).toEqual([
      ['example.com/a v1.0.0', 'h1:aaa='],
      ['example.com/a v1.0.0/go.mod', 'h1:bbb='],
      ['example.com/e v1.0.0', 'h1:eee='],
    ]);
    expect(parseGoSum('').size).toBe(0);
  });
});
