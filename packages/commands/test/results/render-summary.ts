import { closingText, type PackageResult } from './package-result';
import { failedTests } from './render-package';

/** How many names a line of the summary has. */
const NAMES = 10;

/** The failed packages of a task, each with its failed tests or with what was wrong before there were tests. */
export function renderSummary(failed: readonly PackageResult[]): string {
  if (failed.length === 0) return '';
  const count = `${failed.length} package${failed.length === 1 ? '' : 's'} failed:\n`;
  return `\n${count}${failed.map((result) => `  ${result.importPath}: ${reasonOf(result)}\n`).join('')}`;
}

function reasonOf(result: PackageResult): string {
  const before = /\[(build|setup) failed\]/.exec(closingText(result));
  if (before?.[1] !== undefined)
    return before[1] === 'build' ? 'does not build, or go vet objects' : 'cannot be loaded';
  const names = failedTests(result);
  if (names.length === 0) return 'failed outside its tests';
  const more = names.length > NAMES ? ` and ${names.length - NAMES} more` : '';
  return names.slice(0, NAMES).join(', ') + more;
}
