export type TaskStatus = 'succeeded' | 'failed' | 'replayed';

/** How each task of a run ended, by task id, from the lines that Nx prints for them. */
export function taskStatuses(output: string): Record<string, TaskStatus> {
  const statuses: Record<string, TaskStatus> = {};
  for (const [, id = '', rest = ''] of output.matchAll(/✔\s+(?:nx run )?([\w./@-]+(?::[\w-]+)+)([^\n]*)/g)) {
    statuses[id] = /\[(local cache|existing outputs)/.test(rest) ? 'replayed' : 'succeeded';
  }
  // Without a terminal, Nx 22 prints headings alone.
  if (!output.includes('✔')) {
    for (const [, id = '', rest = ''] of output.matchAll(/^> nx run ([\w./@-]+(?::[\w-]+)+)([^\n]*)/gm)) {
      statuses[id] = /\[(local cache|existing outputs)/.test(rest) ? 'replayed' : 'succeeded';
    }
  }
  const [, failed = ''] = output.split('Failed tasks:');
  for (const [, id = ''] of failed.matchAll(/^- (\S+)$/gm)) statuses[id] = 'failed';
  return statuses;
}
