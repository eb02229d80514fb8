import { closingText, type PackageResult } from '../results/package-result';

/** What building one package printed, by the go command's name for it. */
export type BuildText = readonly [name: string, text: string];

/**
 * The events of a task's packages, package by package, as `go test -json` of Go 1.24 and newer prints them: what building
 * printed comes first.
 */
export function renderEvents(own: readonly PackageResult[], builds: readonly BuildText[]): string {
  const unbuilt = own.filter((result) => /\[(?:build|setup) failed\]/.test(closingText(result)));
  const named = new Set(unbuilt.map(({ failedBuild }) => failedBuild));
  // Before Go 1.24 nobody says which of the packages that were to be built is the broken one.
  const isBroken = (name: string) => named.has(name) || named.has(undefined);
  const lines = [
    ...builds.flatMap(([name, text]) => buildEvents(name, text, isBroken(name))),
    ...own.flatMap(({ events = [] }) => events),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function buildEvents(ImportPath: string, text: string, isBroken: boolean): string[] {
  const printed = text
    .split(/(?<=\n)/)
    .map((Output) => JSON.stringify({ ImportPath, Action: 'build-output', Output }));
  return isBroken ? [...printed, JSON.stringify({ ImportPath, Action: 'build-fail' })] : printed;
}
