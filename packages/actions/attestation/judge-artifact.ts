import { basename } from 'node:path';
import type { Finding } from '../../support';
import type { BuildInfo } from '../../toolchain';
import type { FoundAttestation } from './attestation-file';
import { compareBuildInfo, type Difference } from './compare-build-info';
import type { Statement } from './statement';

/** What a run asked a task for, as the attestations of its artifacts say it. */
export interface AskedFor {
  readonly taskInputs: string;
  /** Of the dimension. */
  readonly dimension: string;
}

/** What was seen of an artifact. */
export type SeenArtifact =
  | { readonly kind: 'file'; readonly digest: string; readonly buildInfo: BuildInfo | undefined }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Says what is wrong with an artifact; pure data. */
export function judgeArtifact(
  artifact: string,
  found: FoundAttestation,
  seen: SeenArtifact,
  asked: AskedFor | undefined,
): Finding[] {
  const say = (code: string, evidence: string): Finding => wrong(code, artifact, evidence);
  const [own, theirs] = [judgeFile(seen, say), judgeAttestation(artifact, found, say)];
  if (seen.kind === 'absent' && found.kind === 'missing') return own;
  if (found.kind !== 'statement') return [...own, ...theirs];
  const { statement } = found;
  return [
    ...own,
    ...theirs,
    ...(asked === undefined ? [] : judgeBuild(statement, asked, say)),
    ...(seen.kind === 'file' ? judgeContent(seen, statement, say) : []),
  ];
}

type Say = (code: string, evidence: string) => Finding;

function judgeFile(seen: SeenArtifact, say: Say): Finding[] {
  if (seen.kind === 'absent') return [say('artifact-missing', 'there is no such file')];
  return seen.kind === 'unreadable' ? [say('artifact-unreadable', seen.reason)] : [];
}

function judgeAttestation(artifact: string, found: FoundAttestation, say: Say): Finding[] {
  switch (found.kind) {
    case 'missing':
      return [
        say('attestation-missing', 'no attestation lies beside it, so nobody knows what it was built from'),
      ];
    case 'foreign':
    case 'malformed':
      return [
        say('attestation-malformed', `what lies beside it is no attestation of a go-build: ${found.reason}`),
      ];
    case 'statement': {
      const { name } = found.statement.subject[0];
      if (name === basename(artifact)) return [];
      return [say('attestation-names-other-artifact', `its attestation is that of ${name}`)];
    }
  }
}

function judgeBuild(statement: Statement, asked: AskedFor, say: Say): Finding[] {
  const { dimension, taskInputs } = statement.predicate.buildDefinition.internalParameters;
  if (dimension.name !== asked.dimension) {
    const isOtherPlatform = platformIn(dimension.name) !== platformIn(asked.dimension);
    return [
      say(
        isOtherPlatform ? 'artifact-platform-mismatch' : 'artifact-dimension-mismatch',
        `it was built in the dimension ${dimension.name}, and ${asked.dimension} was asked for`,
      ),
    ];
  }
  if (taskInputs === asked.taskInputs) return [];
  const evidence = `it was built from the inputs ${taskInputs}, and ${asked.taskInputs} were asked for`;
  return [say('artifact-inputs-mismatch', evidence)];
}

/** `linux-amd64` of a dimension's name. */
function platformIn(dimension: string): string {
  return dimension.split('-').slice(0, 2).join('-');
}

function judgeContent(
  { digest, buildInfo }: { digest: string; buildInfo: BuildInfo | undefined },
  { subject: [attested], predicate }: Statement,
  say: Say,
): Finding[] {
  const { internalParameters, externalParameters } = predicate.buildDefinition;
  const { sha256 } = attested.digest;
  const findings =
    digest === sha256
      ? []
      : [say('artifact-digest-mismatch', `its SHA-256 is ${digest}, and ${sha256} was built`)];
  if (buildInfo === undefined) {
    if (internalParameters.buildInfo === 'unknown') return findings;
    return [...findings, say('artifact-build-info-missing', 'what Go embedded in it is not there any more')];
  }
  const { components } = internalParameters.dimension;
  const differences = compareBuildInfo(buildInfo, components, externalParameters.importPath);
  return [...findings, ...KINDS.flatMap(([what, code]) => sayDifferences(differences, what, code, say))];
}

const KINDS = [
  ['platform', 'artifact-platform-mismatch'],
  ['dimension', 'artifact-dimension-mismatch'],
  ['program', 'artifact-of-other-program'],
] as const;

function sayDifferences(
  differences: readonly Difference[],
  what: Difference['what'],
  code: string,
  say: Say,
): Finding[] {
  const own = differences.filter((difference) => difference.what === what);
  if (own.length === 0) return [];
  const texts = own.map(
    ({ name, wanted, found }) => `its ${name} is ${found || 'none'} and was to be ${wanted || 'none'}`,
  );
  return [say(code, texts.join(', '))];
}

function wrong(code: string, subject: string, evidence: string): Finding {
  return { code, severity: 'error', subject, evidence, action: 'build it anew' };
}
