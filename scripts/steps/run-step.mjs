const NAME_WIDTH = 10;

/**
 * Runs one step of a script and prints one line about it: its name, how it ended, the seconds it took. A long
 * step may call the `note` it is given to print a line of its own while it runs.
 *
 * `work` resolves to `{ status, detail?, output?, counts? }`. `status` is 'passed', 'failed', 'skipped' or
 * 'unchanged' (nothing was to be done); `output` is shown for a failed step only; `counts` says how many
 * tests stand behind the step, which otherwise counts as one.
 */
export async function runStep(name, work) {
  const start = performance.now();
  const label = `${name.padEnd(NAME_WIDTH)} `;
  let isLineOpen = true;
  process.stdout.write(label);
  const note = (text) => {
    console.log(`${isLineOpen ? '\n' : ''}  ${text}`);
    isLineOpen = false;
  };
  const result = await work(note).catch((error) => ({
    status: 'failed',
    output: error.stack ?? String(error),
  }));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const detail = result.detail === undefined ? '' : `, ${result.detail}`;
  console.log(`${isLineOpen ? '' : label}${result.status} (${seconds} s)${detail}`);
  if (result.status === 'failed' && result.output) {
    console.log(`${result.output.trimEnd()}\n`);
  }
  return { status: result.status, counts: result.counts ?? countAsOne(result.status) };
}

/** A step over one command: passed when it exits with 0. */
export async function passIfZero(running) {
  const { exitCode, output } = await running;
  return exitCode === 0 ? { status: 'passed' } : { status: 'failed', output };
}

/** The sum of what several steps counted. */
export function addCounts(results) {
  const sum = (key) => results.reduce((total, { counts }) => total + counts[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** The line that closes a run. */
export function formatCounts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function countAsOne(status) {
  return {
    passed: status === 'passed' || status === 'unchanged' ? 1 : 0,
    failed: status === 'failed' ? 1 : 0,
    skipped: status === 'skipped' ? 1 : 0,
  };
}
