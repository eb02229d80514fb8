import { drawFaultMatrix } from './draw-fault-matrix.mjs';

function row(plainNx, nx) {
  return { name: 'a fault', verdicts: { plainGo: 'right', plainNx, exec: 'prevented', nx } };
}

it('draws a bar for each way, with a part as wide as its share of the rows', () => {
  const rows = [row('wrong in silence', 'detected'), row('right', 'prevented')];
  const picture = drawFaultMatrix({ rows });
  const widths = [...picture.matchAll(/<rect x="[\d.]+" y="(\d+)" width="([\d.]+)" height="24"/g)];
  expect(widths.map(([, y, width]) => [y, width])).toEqual([
    ['40', '590'],
    ['76', '295'],
    ['76', '295'],
    ['112', '590'],
    ['148', '295'],
    ['148', '295'],
  ]);
});

it('leaves out no verdict that it does not know', () => {
  expect(() => drawFaultMatrix({ rows: [row('odd', 'prevented')] })).toThrow('no part for odd');
});
