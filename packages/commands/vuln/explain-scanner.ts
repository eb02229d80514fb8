import { SCANNER_PACKAGE } from './find-scanner';

/** What to do about messages of govulncheck that do not say it themselves, or not in terms of this package. */
const ADVICE: readonly (readonly [message: RegExp, advice: string])[] = [
  [
    /fetching vulnerabilities: |unrecognized vulndb format/,
    'The vulnerability database could not be read. Check the network, or set the option db to the URL or the directory of another one (https://go.dev/doc/security/vuln/database).',
  ],
  [
    /mismatch between the Go version\s+used to build govulncheck|requires newer Go version \S+ \(application built with/,
    `govulncheck was built with an older Go than this code needs: build it anew, \`go install ${SCANNER_PACKAGE}\` or \`go get -tool ${SCANNER_PACKAGE}\`.`,
  ],
  [
    /flag provided but not defined|see -help for details/,
    `This govulncheck does not know one of its arguments. Correct the option show, or take a newer one: \`go install ${SCANNER_PACKAGE}\`; sarifFile needs version 1.1.`,
  ],
];

/** One line for each message that is known; empty when they speak for themselves. */
export function explainScanner(said: string): string {
  return ADVICE.filter(([message]) => message.test(said))
    .map(([, advice]) => `goshawk: ${advice}\n`)
    .join('');
}
