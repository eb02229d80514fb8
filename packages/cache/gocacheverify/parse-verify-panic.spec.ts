import { describeKey } from './describe-key';
import { parseVerifyPanic } from './parse-verify-panic';

const [ENTRY, MADE, CACHED] = ['4884d8b7', '83b8e77c', 'e3b0c442'].map((beginning) => beginning.repeat(8));
const KEY = 'go1.26.8compile\ngo 1.21\ngoos linux goarch amd64\nimport "ex/lib"\n\tindented "as it is"\n';

/** As the go command prints it, with the runtime's tabs or, before Go 1.23, without. */
function panic(key: string, tab: string): string {
  const message = `go: internal cache error: cache verify failed: id=${ENTRY} changed:<<<\n${key}\n>>>\nold: ${MADE} 9\nnew: ${CACHED} 0`;
  return `# ex/lib\nwarning\npanic: ${message.replaceAll('\n', `\n${tab}`)}\n\ngoroutine 11 [running]:\ncmd/go\n\tcache.go:489 +0x5e6\n`;
}

describe('parseVerifyPanic', () => {
  it.each(['\t', ''])('reads the entry, its key and both outputs, with lines indented by %j', (tab) => {
    expect(parseVerifyPanic(panic(KEY, tab))).toEqual({
      entry: ENTRY,
      key: KEY,
      made: { output: MADE, size: 9 },
      cached: { output: CACHED, size: 0 },
    });
  });

  it('finds nothing in other panics and failures', () => {
    expect(parseVerifyPanic('panic: go: internal error\n\ngoroutine 1 [running]:\n')).toBeUndefined();
    expect(parseVerifyPanic(panic(KEY, '').replace('id=48', 'id=4'))).toBeUndefined();
    expect(parseVerifyPanic('')).toBeUndefined();
  });
});

describe('describeKey', () => {
  it('knows the package of a compilation and the action of a part', () => {
    expect(describeKey(KEY)).toEqual({ importPath: 'ex/lib' });
    expect(describeKey(`subkey ${ENTRY} "srcfiles"`)).toEqual({ part: { of: ENTRY, name: 'srcfiles' } });
    expect(describeKey('go1.26.8module index go1.26.8 go index v2 /x\n')).toEqual({});
  });
});
