import { readFileSync } from 'node:fs';
import { inRepository } from '../repository.mjs';
import { runCommand } from '../steps/run-command.mjs';

/** Whether the machine has what nobody can install from here: a Node that is new enough, and Go. */
export async function findTools() {
  const required = JSON.parse(readFileSync(inRepository('package.json'), 'utf8')).engines.node.slice(2);
  const node = process.versions.node;
  if (!isAtLeast(node, required)) {
    return { status: 'failed', output: `Node ${node} is too old: install Node ${required} or newer.` };
  }
  const go = await runCommand('go', ['version']).catch(() => ({ exitCode: 1, output: '' }));
  if (go.exitCode !== 0) {
    return {
      status: 'failed',
      output: `${go.output}\nThe go command was not found or does not start: install Go 1.21 or newer (https://go.dev/dl) and put it on the PATH.`,
    };
  }
  return { status: 'unchanged', detail: `Node ${node}, ${go.output.trim().replace('go version ', '')}` };
}

/** Whether a dotted version is the same as another one or newer. */
export function isAtLeast(version, required) {
  const numbers = version.split('.').map(Number);
  const differing = required.split('.').map((part, index) => (numbers[index] ?? 0) - Number(part));
  return (differing.find((difference) => difference !== 0) ?? 0) >= 0;
}
