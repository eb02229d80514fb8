import { GoshawkError } from '../../support';
import { compareGoVersions } from '../../toolchain';
import type { PreparedTask } from '../go-task';
import type { VulnOptions } from '../options/go-options';
import { findTool, type FoundTool } from '../tools/find-tool';

const NAME = 'govulncheck';

/** What `go install` and `go get -tool` take. */
export const SCANNER_PACKAGE = 'golang.org/x/vuln/cmd/govulncheck@latest';

/** @throws GoshawkError 'govulncheck-not-found' */
export function findScanner(task: PreparedTask<VulnOptions>): FoundTool {
  const { binary } = task.options;
  const found = findTool(task, { name: NAME, binary });
  if (found !== undefined) return found;
  const hasTools = compareGoVersions(task.dimension.goEnv.GOVERSION, '1.24') >= 0;
  throw new GoshawkError({
    code: 'govulncheck-not-found',
    message: `${task.id}: ${binary ?? NAME} is not there: neither as a tool of go.mod nor in PATH, GOBIN or GOPATH.`,
    next: `Run ${hasTools ? `\`go get -tool ${SCANNER_PACKAGE}\` in the module, or ` : ''}\`go install ${SCANNER_PACKAGE}\`, or set the option binary to its path.`,
  });
}
