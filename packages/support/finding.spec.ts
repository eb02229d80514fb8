import { formatFinding } from './finding';

it('prints a finding as one line even when its evidence has several', () => {
  const line = formatFinding({
    code: 'output-damaged',
    severity: 'error',
    subject: 'lib.a',
    evidence: 'sha256 differs:\r\n  aa\n  bb',
    action: 'quarantined',
  });
  expect(line).toBe('error output-damaged: lib.a: sha256 differs: aa bb; quarantined');
});
