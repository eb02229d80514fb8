const WAYS = ['plainGo', 'plainNx', 'exec', 'nx'];
const HEADERS = ['fault', 'command', 'plain Go', 'plain Nx', 'goshawk exec', 'Nx with Goshawk'];

const INTRODUCTION = `
# The fault matrix

<!-- Written by scripts/write-fault-matrix.mjs from e2e/faults/recorded.json, which \`npm run matrix\` records. -->

What happens when something is wrong, or changes unseen, between two runs of a go command. Every row was injected for real, and
what came of it was held against plain Go with an empty cache: what the program prints and says of its build, or whether the
tests pass. Run it yourself with \`npm run matrix\`, or a part of it:

\`\`\`sh
GOSHAWK_E2E_ROWS='a flipped byte' npm run matrix
\`\`\`
`.trim();

const WORDS = `
- **plain Go** is the go command with one GOCACHE for everything. **plain Nx** is \`nx:run-commands\` around the same command, with
  the inputs \`default\`, \`^default\` and go.work. Both are **right**, **wrong in silence** (a wrong result, and success), or end with
  an **error** where nothing is wrong with the sources.
- **prevented**: the result is right, and there was nothing to say.
- **detected**: the result is right, or the run fails and the next one is right; the output names what was wrong.
- **impossible**: the result is wrong, for a reason that stands in [limits](limits.md).
- Where Nx itself does not see a change, or nothing has changed and only a cache is damaged, the task runs without Nx's cache.
`.trim();

/** The page about the fault matrix, as Markdown. */
export function renderFaultMatrix({ go, nx, total, rows }) {
  const layers = [...new Set(rows.map(({ layer }) => layer))];
  const sections = layers.map((layer) =>
    renderLayer(
      layer,
      rows.filter((row) => row.layer === layer),
    ),
  );
  const missing =
    rows.length < total ? ` of ${total}; the others are in the table and were not recorded yet` : '';
  const versions = `Recorded with ${go} and Nx ${nx}: ${rows.length} rows${missing}.`;
  return [INTRODUCTION, WORDS, versions, renderTable(summarise(rows)), ...sections].join('\n\n');
}

/** The table as lines of cells, for a terminal. */
export function faultTable({ rows }) {
  return { headers: HEADERS, rows: rows.map(cellsOf) };
}

/** How often each way came to each verdict: a header, then lines of cells. */
function summarise(rows) {
  const verdicts = [...new Set(rows.flatMap((row) => WAYS.map((way) => row.verdicts[way])))].sort();
  const count = (way, verdict) => rows.filter((row) => row.verdicts[way] === verdict).length;
  const lines = WAYS.map((way, place) => [
    HEADERS[place + 2],
    ...verdicts.map((verdict) => String(count(way, verdict))),
  ]);
  return [['', ...verdicts], ...lines];
}

function renderLayer(layer, rows) {
  const heading = `## ${layer[0].toUpperCase()}${layer.slice(1)}`;
  const lines = rows.map((row) => [...cellsOf(row), reasonOf(row)]);
  return `${heading}\n\n${renderTable([[...HEADERS, 'why'], ...lines])}`;
}

function cellsOf({ name, command, verdicts, named }) {
  const codes = named.map((word) => `\`${word}\``).join(', ');
  const ours = (verdict) => (verdict === 'detected' && codes !== '' ? `detected: ${codes}` : verdict);
  return [name, `\`${command}\``, verdicts.plainGo, verdicts.plainNx, ours(verdicts.exec), ours(verdicts.nx)];
}

function reasonOf({ why, limits }) {
  return limits.length === 0 ? why : `${why}; [limits](limits.md): ${limits.join(' ')}`;
}

function renderTable([headers, ...rows]) {
  const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(headers), line(headers.map(() => '---')), ...rows.map(line)].join('\n');
}
