import { explainGoFailure } from './explain-failure';

describe('explainGoFailure', () => {
  it.each([
    ['go: unsupported GOOS/GOARCH pair plan9/arm64', /plan9\/arm64 is no platform.*go tool dist list/],
    ['cgo: C compiler "gcc" not found: exec: "gcc": executable file not found in $PATH', /gcc is not there/],
    ['write /x: no space left on device', /disk is full/],
    ['main.go:3:8: no required module provides package ex.test/x; to add it:', /go get ex\.test\/x/],
    ['ex.test/x@v1: module lookup disabled by GOPROXY=off', /go mod download/],
    ['verifying ex.test/x@v1: checksum mismatch', /Do not delete go\.sum/],
    ['go: go.mod file not found in current directory', /go mod init/],
    ['go: -race requires cgo; enable cgo by setting CGO_ENABLED=1', /"cgo": true/],
    ['Package zlib was not found in the pkg-config search path.', /development files of zlib/],
  ])('says what to do about: %s', (output, advice) => {
    expect(explainGoFailure(`# ex\n${output}\n`)).toMatch(advice);
  });

  it('adds nothing to messages that speak for themselves', () => {
    expect(explainGoFailure('# ex\n./main.go:3:1: undefined: x\n')).toBe('');
  });
});
