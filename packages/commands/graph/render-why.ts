import type { WhyDocument } from './why';

/** One line for each import; without any, that there is none. */
export function renderWhy({ from, to, kind, chain, requirements }: WhyDocument): string {
  if (kind !== null) return lines(chain.map(({ file, line, path }) => `${file}:${line} imports ${path}`));
  return lines([
    `No build or test of ${from} imports ${to}.`,
    ...(requirements.length > 0 ? ['It is in the build list because of:'] : []),
    ...requirements.map(({ by, path, version, file, line }) => {
      const place = file === undefined ? by : line === undefined ? file : `${file}:${line}`;
      return `${place} requires ${path} ${version}`.trimEnd();
    }),
  ]);
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}
