import { existsSync, readFileSync } from 'node:fs';
import { writeFileAtomic } from '../../../support';

/**
 * Puts the profiles of several go commands together: blocks of every package after one mode line, which is how the go
 * command itself merges those of several test binaries (cmd/go/internal/test/cover.go: mergeCoverProfile).
 */
export function writeMergedProfile(parts: readonly string[], file: string): void {
  const texts = parts.filter((part) => existsSync(part)).map((part) => readFileSync(part, 'utf8'));
  const mode = texts.map((text) => /^mode: .*\n/.exec(text)?.[0]).find((line) => line !== undefined);
  if (mode === undefined) return;
  writeFileAtomic(file, mode + texts.map((text) => text.replace(/^mode: .*\n/, '')).join(''));
}
