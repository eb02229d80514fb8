import type { GoArguments } from './go-arguments';
import { isFlag, readFlag, type GoFlag } from './read-flag';

/**
 * The arguments of `go test`, where flags of the go command and of the test stand before, behind and between the packages
 * (cmd/go/internal/test/testflag.go: testFlags).
 */
export function parseTestArguments(args: readonly string[]): GoArguments {
  const flags: GoFlag[] = [];
  const packages: string[] = [];
  /** Flags that the go command does not know, each with what may be its value. */
  const ofTest: string[] = [];
  let list: 'to come' | 'here' | 'over' = 'to come';
  let lastMayTakeValue = false;
  let left = args;
  for (let head = left[0]; head !== undefined && head !== '--'; head = left[0]) {
    const mayBeValue = lastMayTakeValue;
    lastMayTakeValue = false;
    if (!isFlag(head)) {
      if (list === 'over' && !mayBeValue) break; // The test's, with all that follows.
      (list === 'over' ? ofTest : packages).push(head);
      if (list === 'to come') list = 'here';
      left = left.slice(1);
      continue;
    }
    if (list === 'here') list = 'over';
    const flag = readFlag('test', left);
    if (flag !== undefined) {
      flags.push(flag);
      left = left.slice(flag.raw.length);
      continue;
    }
    list = 'over';
    if (isArgsMarker(head)) break;
    ofTest.push(head);
    lastMayTakeValue = !head.includes('=');
    left = left.slice(1);
  }
  const rest = [...packages, ...ofTest, ...left];
  const remaining = isArgsMarker(left[0]) ? left.slice(1) : left;
  return { flags, rest, packages, programArguments: [...ofTest, ...remaining] };
}

function isArgsMarker(argument: string | undefined): boolean {
  return argument === '-args' || argument === '--args';
}
