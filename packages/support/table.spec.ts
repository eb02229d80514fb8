import { renderTable } from './table';

it('aligns columns without borders and without blanks at the end of a line', () => {
  const text = renderTable(
    ['Package', 'State'],
    [
      ['lib', 'built'],
      ['lib/long/name', 'ok'],
    ],
  );
  expect(text.split('\n')).toEqual(['Package        State', 'lib            built', 'lib/long/name  ok']);
});

it('does not count colours as width', () => {
  const red = (text: string) => `\u001b[31m${text}\u001b[39m`;
  const [, first, second] = renderTable(
    ['A', 'B'],
    [
      [red('bad'), 'x'],
      ['good', 'y'],
    ],
  ).split('\n');
  expect(first?.replaceAll('\u001b[31m', '').replaceAll('\u001b[39m', '')).toBe('bad   x');
  expect(second).toBe('good  y');
});

it('renders headers alone', () => {
  expect(renderTable(['A', 'B'], [])).toBe('A  B');
});
