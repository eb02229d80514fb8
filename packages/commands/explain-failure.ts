/** What to do about messages of the go command and its tools that do not say it themselves. */
const ADVICE: readonly (readonly [message: RegExp, advice: (found: RegExpExecArray) => string])[] = [
  [
    /unsupported GOOS\/GOARCH pair (\S+)/,
    ([, pair]) =>
      `${pair ?? ''} is no platform of this Go: \`go tool dist list\` prints those that are. Correct goos and goarch.`,
  ],
  [
    /C compiler "([^"]*)" not found|exec: "([^"]+)": executable file not found|cgo: C compiler "?([^"\s]*)"? not found/,
    ([, a, b, c]) =>
      `The C compiler ${a ?? b ?? c ?? ''} is not there. Install it, name another with CC, or build without C: "cgo": false.`,
  ],
  [
    /no space left on device|There is not enough space on the disk/,
    () =>
      'The disk is full. Free space (see `goshawk dimension` for the cache directory) and run again; nothing that was in place was touched.',
  ],
  [
    /no required module provides package (\S+?)[;:\s]/,
    ([, path]) =>
      `Add the module: \`go get ${path ?? ''}\`, then \`go mod tidy\`; or, if it is a module of this workspace, \`go work use\` its directory.`,
  ],
  [
    /module lookup disabled by GOPROXY=off/,
    () =>
      'A module is missing from the module cache and GOPROXY=off forbids a download. Run `go mod download` with the network on.',
  ],
  [
    /checksum mismatch/,
    () =>
      'The bytes of a module are not those that go.sum names. Do not delete go.sum: find out which of the two is right.',
  ],
  [
    /cannot find main module|go\.mod file not found/,
    () => 'There is no go.mod here: run `go mod init`, or correct the project root.',
  ],
  [/-race requires cgo/, () => 'The race detector needs cgo: set "cgo": true and have a C compiler.'],
  [
    /pkg-config: exec: "pkg-config"|"pkg-config": executable file not found/,
    () => 'Install pkg-config, or name it with PKG_CONFIG.',
  ],
  [
    /Package (\S+) was not found in the pkg-config search path/,
    ([, name]) =>
      `Install the development files of ${name ?? ''}, or add their directory to PKG_CONFIG_PATH.`,
  ],
];

/** Advice for the failures that an output shows, one line each; empty when the messages speak for themselves. */
export function explainGoFailure(output: string): string {
  const lines = ADVICE.flatMap(([message, advice]) => {
    const found = message.exec(output);
    return found === null ? [] : [`goshawk: ${advice(found)}\n`];
  });
  return lines.join('');
}
