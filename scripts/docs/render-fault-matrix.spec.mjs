import { faultTable, renderFaultMatrix } from './render-fault-matrix.mjs';

const row = {
  name: 'a flipped byte | a swapped one',
  layer: 'entries',
  command: 'go build',
  verdicts: { plainGo: 'wrong in silence', plainNx: 'wrong in silence', exec: 'detected', nx: 'impossible' },
  named: ['output-altered'],
  why: 'Go compares sizes',
  limits: ['A forger'],
};
const recorded = { go: 'go1.26.8', nx: '24.0.6', total: 2, rows: [row] };

describe('renderFaultMatrix', () => {
  const page = renderFaultMatrix(recorded);

  it('names by what a fault was detected, and where limits tell why something is impossible', () => {
    expect(page).toContain(
      '| detected: `output-altered` | impossible | Go compares sizes; [limits](limits.md): A forger |',
    );
  });

  it('says how many rows were not recorded', () => {
    expect(page).toContain('1 rows of 2;');
  });

  it('keeps a bar in a name from ending its cell', () => {
    expect(page).toContain('a flipped byte \\| a swapped one');
  });

  it('counts the verdicts of each way', () => {
    expect(page).toContain('| plain Go | 0 | 0 | 1 |');
  });

  it('has a section for each layer', () => {
    expect(page).toContain('\n## Entries\n');
  });
});

describe('faultTable', () => {
  it('has a cell for each header', () => {
    const { headers, rows } = faultTable(recorded);
    expect(rows.map((cells) => cells.length)).toEqual([headers.length]);
  });
});
