import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { makeDirectory } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../testing/go-environment';
import { compareGoVersions } from './go-version';

const ORACLE = `package main
import ("bufio"; "fmt"; "go/version"; "os"; "strings")
func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		pair := strings.Split(lines.Text(), "|")
		fmt.Println(version.Compare(pair[0], pair[1]))
	}
}
`;

const number = fc.constantFrom('0', '1', '9', '10', '20', '21', '22', '01');
const ending = fc.oneof(
  fc.constant(''),
  number.map((patch) => `.${patch}`),
  fc
    .tuple(fc.constantFrom('rc', 'beta', 'alpha', 'X'), fc.oneof(number, fc.constant('')))
    .map((parts) => parts.join('')),
);
const suffix = fc.constantFrom('', '', '-vendor', '.1');
const goVersion = fc.oneof(
  fc
    .tuple(fc.constantFrom('1', '2'), number, ending, suffix)
    .map(([major, minor, end, more]) => `go${major}.${minor}${end}${more}`),
  fc.constantFrom('go1', 'go', '', 'go1.', 'gibberish'),
);

it('orders versions as Go itself does', () => {
  const cwd = makeDirectory({ 'go.mod': 'module oracle\ngo 1.22\n', 'main.go': ORACLE });
  const env = goEnvironment();
  askGoItself(['build', '-o', 'oracle', '.'], cwd, env);
  const pairs = fc.sample(fc.tuple(goVersion, goVersion), 3000);
  const input = pairs.map((pair) => pair.join('|')).join('\n');
  const answers = execFileSync(`${cwd}/oracle`, { input, encoding: 'utf8' }).trim().split('\n').map(Number);
  const ours = pairs.map(([a, b]) => Math.sign(compareGoVersions(a, b)));
  const wrong = pairs.filter((_pair, index) => ours[index] !== answers[index]);
  expect(wrong).toEqual([]);
  expect(new Set(ours)).toEqual(new Set([-1, 0, 1]));
});

it.each([
  ['1.21', 'go1.21.0', -1],
  ['1.26.8', 'go1.26.8', 0],
  ['1.26', 'go1.26.8 X:nodwarf5', -1],
  ['1.26.8', 'devel go1.27-0123abcd Thu Jan 1', -1],
  ['1.27', 'devel go1.27-0123abcd Thu Jan 1', 0],
])('compares %s of a go.mod with the toolchain %s', (required, version, expected) => {
  expect(Math.sign(compareGoVersions(required, version))).toBe(expected);
});
