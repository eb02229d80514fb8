/** What is drawn, a bar each: the key of the verdict in a row, and what readers call it. */
const BARS = [
  ['plainGo', 'plain Go'],
  ['plainNx', 'plain Nx'],
  ['exec', 'goshawk exec'],
  ['nx', 'Nx with Goshawk'],
];
/** Verdicts that say the same to a reader, worst last, with the colour of their part of a bar. */
const PARTS = [
  { name: 'right', verdicts: ['right', 'prevented'], colour: '#2e7d32' },
  { name: 'detected, and then right', verdicts: ['detected'], colour: '#81c784' },
  { name: 'error', verdicts: ['error'], colour: '#f9a825' },
  { name: 'cannot be known', verdicts: ['impossible'], colour: '#9e9e9e' },
  { name: 'wrong in silence', verdicts: ['wrong in silence'], colour: '#c62828' },
];

/** Units of the picture: pixels at its natural size. */
const [WIDTH, LEFT, BAR, STEP, TOP] = [760, 150, 24, 36, 40];
const ROOM = WIDTH - LEFT - 20;

/**
 * The fault matrix as an SVG picture: how many rows ended how, a bar for each way to build.
 *
 * @throws Error for a verdict that has no part: it would be missing in the picture
 */
export function drawFaultMatrix({ rows }) {
  const legendAt = TOP + BARS.length * STEP + 14;
  const height = legendAt + Math.ceil(PARTS.length / 3) * 22 + 4;
  const bars = BARS.map(([way, name], place) => drawBar(rows, way, name, TOP + place * STEP));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-family="system-ui, sans-serif" font-size="14">`,
    `<title>${rows.length} faults, and what became of the build</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    `<text x="${LEFT}" y="24" font-weight="600">${rows.length} faults, injected for real, and what became of the build</text>`,
    ...bars.flat(),
    ...drawLegend(legendAt),
    '</svg>',
    '',
  ].join('\n');
}

function drawBar(rows, way, name, top) {
  const unknown = rows.find((row) => !PARTS.some(({ verdicts }) => verdicts.includes(row.verdicts[way])));
  if (unknown !== undefined) throw new Error(`${unknown.name}: no part for ${unknown.verdicts[way]}`);
  const lines = [`<text x="${LEFT - 10}" y="${top + 17}" text-anchor="end">${name}</text>`];
  let at = LEFT;
  for (const { verdicts, colour } of PARTS) {
    const count = rows.filter((row) => verdicts.includes(row.verdicts[way])).length;
    if (count === 0) continue;
    const width = round((count / rows.length) * ROOM);
    lines.push(`<rect x="${round(at)}" y="${top}" width="${width}" height="${BAR}" fill="${colour}"/>`);
    if (width >= 24) {
      lines.push(
        `<text x="${round(at + width / 2)}" y="${top + 17}" text-anchor="middle" fill="#ffffff">${count}</text>`,
      );
    }
    at += width;
  }
  return lines;
}

function drawLegend(top) {
  return PARTS.flatMap(({ name, colour }, place) => {
    const [x, y] = [20 + (place % 3) * 245, top + Math.floor(place / 3) * 22];
    return [
      `<rect x="${x}" y="${y}" width="12" height="12" fill="${colour}"/>`,
      `<text x="${x + 18}" y="${y + 11}">${name}</text>`,
    ];
  });
}

function round(value) {
  return Math.round(value * 10) / 10;
}
