import { NEVER, type Condition, type Conditions } from '../conditions/conditions';

/** One build, as far as constraints can tell builds apart. */
export interface BuildPoint {
  readonly goos: string;
  readonly goarch: string;
  readonly cgo: boolean;
  /** The `N` of go 1.N. */
  readonly minor: number;
  /** Tags that constraints name, and whether they are given. */
  readonly tags: Readonly<Record<string, boolean>>;
}

/** Systems that count as another one, too, in constraints. */
const SPECIAL_CASES: Readonly<Record<string, string>> = {
  linux: 'android',
  solaris: 'illumos',
  darwin: 'ios',
};
const UNKNOWN_RELEASES = { least: 0, newest: Infinity };

/** Whether a condition holds for a build; only for builds of Go 1.21 and later on platforms that Go has. */
export function holdsFor(conditions: Conditions, condition: Condition, point: BuildPoint): boolean {
  const { goos, goarch, cgo, minor, tags } = point;
  const other = SPECIAL_CASES[goos];
  const words = [
    ...[goos, goarch, cgo ? 'cgo' : '!cgo', `go1.${minor}`, `!go1.${minor + 1}`],
    ...(other === undefined ? [] : [`!${other}`]),
    ...Object.entries(tags).map(([tag, isGiven]) => (isGiven ? tag : `!${tag}`)),
  ];
  const exactly = conditions.ofFile('x.go', words.join(' && '), UNKNOWN_RELEASES);
  return conditions.and(condition, exactly) !== NEVER;
}
