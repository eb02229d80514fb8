export type Severity = 'error' | 'warning' | 'note';

/** One fact that a check established. */
export interface Finding {
  /** Stable, kebab-case. */
  code: string;
  severity: Severity;
  /** What it is about: an entry, an artifact, a project. */
  subject: string;
  /** What was seen that establishes it. */
  evidence: string;
  /** What was done about it, or what the reader does. */
  action: string;
}

/** A finding as one line, whatever its texts contain. */
export function formatFinding({ code, severity, subject, evidence, action }: Finding): string {
  return `${severity} ${code}: ${subject}: ${evidence}; ${action}`.replace(/\s*[\r\n]+\s*/g, ' ');
}

/** Findings as lines. */
export function formatFindings(findings: readonly Finding[]): string {
  return findings.map((finding) => `${formatFinding(finding)}\n`).join('');
}

/** Whether somebody is worse off for it; a note only tells. */
export function isHarmful({ severity }: Pick<Finding, 'severity'>): boolean {
  return severity !== 'note';
}
