import { type Finding } from '../support';
import {
  afterBuildCheck,
  recordExtraInputs,
  type CgoPackage,
  type CInputs,
  type Dimension,
} from '../dimension';
import type { DimensionCommand } from './go-command';

/**
 * What is to be said after a go command ran. What its C compilers read is compared with the closures that were computed
 * before it. What lay outside them is remembered: it counts from the next run on, which rebuilds its package.
 */
export function checkCommand(prepared: DimensionCommand, dimension: Dimension): readonly Finding[] {
  return [...helperFindings(prepared), ...headerFindings(prepared, dimension)];
}

function helperFindings({ clearedHelper }: DimensionCommand): Finding[] {
  if (clearedHelper === undefined) return [];
  return [
    {
      code: 'gocacheprog-left-out',
      severity: 'note',
      subject: `GOCACHEPROG=${clearedHelper}`,
      evidence: "a helper's cache is none of the build dimension's",
      action: 'the go command ran without it',
    },
  ];
}

function headerFindings(prepared: DimensionCommand, dimension: Dimension): readonly Finding[] {
  if (prepared.headerLog === undefined) return [];
  const { listing, outsideClosures, cContext } = dimension;
  const inputs = new Map(
    [...prepared.closures, ...outsideClosures].map((closure) => [closure.importPath, closure]),
  );
  const packages = [...listing.cgo, ...listing.outsideCgo].flatMap((pkg) => withInputs(pkg, inputs));
  const { findings, outside } = afterBuildCheck({ recording: prepared.headerLog, packages });
  for (const { importPath, files } of outside) recordExtraInputs(cContext.memoDirectory, importPath, files);
  return findings;
}

function withInputs(
  pkg: CgoPackage,
  closures: ReadonlyMap<string, CInputs>,
): { pkg: CgoPackage; inputs: CInputs }[] {
  const inputs = closures.get(pkg.importPath);
  return inputs === undefined ? [] : [{ pkg, inputs }];
}
