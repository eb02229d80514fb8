import { attributeText } from './attribute-text';
import { reusesFindings, type PlannedVet } from './plan-vet';
import type { VetOutcome } from './run-vet';

/** What a command of several tasks means for one of them. */
export interface Judgement {
  readonly success: boolean;
  /** What of the text is the task's. */
  readonly text: string;
}

/** Judges one task by what the go command said; 'unclear' where only a command of its own can tell. */
export function judgeVet(planned: PlannedVet, outcome: VetOutcome, isAlone: boolean): Judgement | 'unclear' {
  const { success, texts, stoppedBy } = outcome;
  if (success || stoppedBy !== undefined) return { success, text: isAlone ? texts.join('') : '' };
  const { task, reads, selection } = planned;
  const blocks = texts.flatMap((text) => attributeText(text, task.cwd, task.dimension.listing));
  const strange = blocks.filter(({ importPath }) => importPath === undefined);
  if (!isAlone && strange.length > 0) return 'unclear';
  if (!reusesFindings(task)) {
    if (isAlone) return { success, text: texts.join('') };
    const concerned = blocks.some(({ importPath }) => importPath !== undefined && reads.has(importPath));
    return concerned ? 'unclear' : { success: true, text: '' };
  }
  // Packages that are only read are checked as well; of those, what does not compile is the task's, what vet finds is not.
  const own = new Set(selection.packages.map(({ importPath }) => importPath));
  const concerning = blocks.filter(
    ({ importPath, isOfBuild }) =>
      importPath === undefined || own.has(importPath) || (isOfBuild && reads.has(importPath)),
  );
  return { success: concerning.length === 0, text: concerning.map(({ text }) => text).join('') };
}
