import type { EntryFinding, MismatchFinding } from '../../../cache';
import { formatFinding } from '../../../support';
import type { GoVerificationCost } from './cost';
import type { GoVerificationDocument } from './verify-with-go';

/** Lines and characters of a key that are shown: --json has all of it. */
const MOST_LINES = 12;
const MOST_CHARACTERS = 160;

/** What it costs, for a reader. */
export function renderCost({ packages, standard, previous }: GoVerificationCost): string {
  const last =
    previous === null
      ? 'as long as with an empty cache'
      : `the last time, ${counted(previous.packages, 'package')} took ${(previous.milliseconds / 1000).toFixed(0)} s`;
  return `Go compiles ${counted(packages, 'package')} again, ${standard} of the standard library, once and again after each wrong entry (${last}).\n`;
}

/** The document for a reader. */
export function renderGoVerification(document: GoVerificationDocument): string {
  const { dimension, result, rounds, findings, output } = document;
  const lines = findings.map((finding) => `  ${formatFinding(finding)}\n${keyOf(finding)}`);
  const seconds = rounds.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000;
  const words = {
    confirmed: 'what Go compiled is what the cache has',
    failed: 'the go command failed, and nothing more can be said',
    unfinished: 'entries were still found wrong in the last go command: run it again',
  };
  const commands = counted(rounds.length, 'go command');
  const closing = `${dimension}: ${words[result]} (${commands}, ${seconds.toFixed(1)} s)\n`;
  return `${lines.join('')}${result === 'failed' ? output : ''}${closing}`;
}

function keyOf(finding: EntryFinding | MismatchFinding): string {
  if (!('key' in finding)) return '';
  return finding.key
    .split('\n')
    .slice(0, MOST_LINES)
    .map((line) => `    ${line.slice(0, MOST_CHARACTERS)}\n`)
    .join('');
}

function counted(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
