import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { runProcess } from '../../../toolchain';
import { specCacheRoot } from '../testing/go-space';
import { formatGoDuration, parseGoDuration } from './go-duration';
import { quoteGo } from './go-quote';

jest.setTimeout(300_000);

const ORACLE = `package main

import (
	"encoding/json"
	"os"
	"strconv"
	"time"
	"unicode"
)

type answer struct {
	Quoted, Printed, Parsed string
	Unassigned []string
}

func main() {
	var texts []string
	if err := json.NewDecoder(os.Stdin).Decode(&texts); err != nil {
		panic(err)
	}
	answers := []answer{}
	for _, text := range texts {
		own := answer{Quoted: strconv.Quote(text), Unassigned: []string{}}
		for _, r := range text {
			if !unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs) {
				own.Unassigned = append(own.Unassigned, string(r))
			}
		}
		if d, err := time.ParseDuration(text); err == nil {
			own.Printed, own.Parsed = d.String(), strconv.FormatInt(int64(d), 10)
		}
		answers = append(answers, own)
	}
	json.NewEncoder(os.Stdout).Encode(answers)
}
`;

interface Answer {
  readonly Quoted: string;
  readonly Printed: string;
  readonly Parsed: string;
  /** Characters without a meaning in the Unicode of this Go release. */
  readonly Unassigned: readonly string[];
}

let directory: string;

beforeAll(() => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'goshawk-spec-')));
  writeFileSync(join(directory, 'main.go'), ORACLE);
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function askGo(texts: readonly string[]): Promise<Answer[]> {
  const env = { ...process.env, CGO_ENABLED: '0', GOCACHE: join(specCacheRoot(), 'plain-local') };
  const { stdout, stderr } = await runProcess({
    file: 'go',
    args: ['run', 'main.go'],
    cwd: directory,
    env,
    input: JSON.stringify(texts),
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Answer[];
}

it('durations are read and printed as Go does', async () => {
  const number = fc.oneof(
    fc.nat(10_000).map(String),
    fc.tuple(fc.nat(100), fc.nat(999)).map(([a, b]) => `${a}.${b}`),
  );
  const unit = fc.constantFrom('ns', 'us', 'µs', 'μs', 'ms', 's', 'm', 'h');
  const parts = fc.array(fc.tuple(number, unit), { minLength: 1, maxLength: 4 });
  const duration = fc
    .tuple(fc.constantFrom('', '-', '+'), parts)
    .map(([sign, all]) => sign + all.flat().join(''));
  const wrong = fc.constantFrom('', '0', '-0', '1', '.s', '1x', 's', '1.5', '1h 2m', '.5s', '5.s', '1..2s');
  const texts = fc.sample(fc.oneof({ weight: 9, arbitrary: duration }, wrong), 500);
  const answers = await askGo(texts);
  const ours = texts.map((text) => {
    const parsed = parseGoDuration(text);
    return [
      text,
      parsed === undefined ? '' : String(parsed),
      parsed === undefined ? '' : formatGoDuration(parsed),
    ];
  });
  expect(ours).toEqual(answers.map(({ Parsed, Printed }, index) => [texts[index], Parsed, Printed]));
});

it('text is quoted as Go does', async () => {
  const texts = fc.sample(
    fc.oneof(fc.string(), fc.string({ unit: 'binary-ascii' }), fc.string({ unit: 'grapheme' })),
    500,
  );
  // Node may be built with a later Unicode than Go, and then knows more characters.
  const answers = await askGo(texts);
  const isNewer = ({ Unassigned }: Answer) => Unassigned.some((character) => /\P{Cn}/u.test(character));
  const common = texts.flatMap((text, index) => {
    const answer = answers[index];
    return answer === undefined || isNewer(answer) ? [] : [{ text, quoted: answer.Quoted }];
  });
  expect(common.length).toBeGreaterThan(400);
  expect(common.map(({ text }) => quoteGo(text))).toEqual(common.map(({ quoted }) => quoted));
});
