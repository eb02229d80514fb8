import type { OutputKind } from '../records/verified-entry';

const BEGINNINGS: readonly (readonly [string, OutputKind])[] = [
  ['!<arch>\n', 'archive'],
  // cmd/go/internal/modindex/write.go: indexVersion
  ['go index v', 'go-index'],
  // cmd/go/internal/test/test.go: testlogMagic
  ['# test log\n', 'test-log'],
];

/** The kind of an output that is a file of its own. */
export function kindOf(head: Buffer): Exclude<OutputKind, 'executable'> {
  if (head.length === 0) return 'empty';
  const text = head.toString('latin1', 0, 16);
  const found = BEGINNINGS.find(([beginning]) => text.startsWith(beginning))?.[1];
  return found === undefined || found === 'executable' ? 'other' : found;
}
