import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { browserArguments, browserFile, whyNoBrowser } from './support/browser';
import { eventually } from './support/processes';
import { itUnless } from './support/skips';
import { useWorkspaces } from './support/use-workspaces';
import type { Running } from './support/run';
import type { Workspace } from './support/workspace';

const workspace = useWorkspaces();
const examples = resolve(__dirname, '..', 'examples');

itUnless(whyNoBrowser)('nx graph shows the projects of the example workspace in a browser', async () => {
  const space = await workspace(exampleFiles(), { nx: '23.2.1' });
  const server = await serveGraph(space);
  const browser = await chromium.launch({ executablePath: browserFile, args: browserArguments });
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 640 } });
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    await page.goto(`${server.address}/projects`);
    await page.getByText('greet', { exact: true }).waitFor({ timeout: 120_000 });
    const text = await page.innerText('body');
    for (const project of ['app', 'crc', 'banner', 'checksum', 'greet']) expect(text).toMatch(project);
    await page.getByTitle(/Current: Grouped/).click();
    await page.getByText('Flat', { exact: true }).click();
    await page.keyboard.press('Escape');
    const drawn = await waitForDrawing(page);
    expect(drawn).toBeGreaterThan(1000);
    expect(faults).toEqual([]);
    // Where the documentation's picture comes from.
    const picture = process.env.GOSHAWK_GRAPH_PICTURE;
    if (picture !== undefined) await page.screenshot({ path: picture });
  } finally {
    await browser.close();
    server.running.signalGroup('SIGTERM');
    await server.running.done;
  }
});

/** The example workspace as it is in the repository. */
function exampleFiles(): Record<string, string> {
  const listed = execFileSync('git', ['ls-files', 'apps', 'libs', 'include', 'go.work'], {
    cwd: examples,
    encoding: 'utf8',
  });
  const names = listed.split('\n').filter(Boolean);
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(examples, name), 'utf8')]));
}

async function serveGraph(space: Workspace): Promise<{ running: Running; address: string }> {
  // Nx takes the next port that is free.
  const running = space.startNx(['graph', '--host=127.0.0.1', '--port=4990', '--open=false']);
  const find = () => /started at (http:\/\/127\.0\.0\.1:\d+)/.exec(running.output())?.[1];
  await eventually(() => find() !== undefined, 120);
  const address = find();
  if (address === undefined) throw new Error(`nx graph did not start:\n${running.output()}`);
  return { running, address };
}

/** Runs in the page. */
const COUNT_PIXELS = `[...document.querySelectorAll('canvas')].reduce((sum, canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return sum + data.filter((value, index) => index % 4 === 3 && value > 0).length;
}, 0)`;

/** How many pixels of the graph are not blank, once that does not change any more. */
async function waitForDrawing(page: Page): Promise<number> {
  let before = -1;
  for (let attempt = 0; attempt < 40; attempt++) {
    const now = await page.evaluate<number>(COUNT_PIXELS);
    if (now > 0 && now === before) return now;
    before = now;
    await page.waitForTimeout(500);
  }
  return before;
}
