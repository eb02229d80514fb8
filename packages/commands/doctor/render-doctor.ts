import { formatFindings, isHarmful, renderTable, type Finding } from '../../support';
import type { DoctorDocument } from './diagnose';

/** One page: what there is, and below what is wrong with it. */
export function renderDoctor({ examinations }: DoctorDocument): string {
  const rows = examinations.flatMap(({ area, facts, findings }) => {
    const shown = facts.length > 0 ? facts : [{ name: '', value: '' }];
    return shown.map(({ name, value }, index) => [
      index === 0 ? signOf(findings) : '',
      index === 0 ? area : '',
      name,
      value,
    ]);
  });
  const findings = examinations.flatMap((examination) => examination.findings);
  const closing = findings.some(isHarmful) ? '' : 'Nothing is wrong.\n';
  const told = findings.length === 0 ? '' : `\n${formatFindings(findings)}`;
  return `${renderTable(['', 'AREA', 'WHAT', 'VALUE'], rows)}\n${told}${closing === '' ? '' : `\n${closing}`}`;
}

/** What a doctor found that keeps something from working as it should. */
export function doctorsFindings({ examinations }: DoctorDocument): Finding[] {
  return examinations.flatMap(({ findings }) => findings.filter(isHarmful));
}

function signOf(findings: readonly Finding[]): string {
  if (findings.some(({ severity }) => severity === 'error')) return 'wrong';
  return findings.some(isHarmful) ? 'warn' : 'ok';
}
