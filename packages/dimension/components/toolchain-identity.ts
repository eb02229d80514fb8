import { join } from 'node:path';
import { sha256, type FileDigests } from '../../support';
import type { GoEnv } from '../../toolchain';
import { soundness, type Component } from './component';

/** The tools whose output ends up in packages and binaries, or in what `go vet` and `go test` say. */
const TOOLS = ['asm', 'cgo', 'compile', 'cover', 'link', 'preprofile', 'vet'] as const;

/**
 * GOVERSION plus the content of the go command and of its tools. Go itself knows a tool only by the version line that
 * the tool prints (cmd/go/internal/work/buildid.go: toolID), so a patched tool of the same version is invisible to it.
 */
export function toolchainIdentity(goEnv: GoEnv, digests: FileDigests): Component {
  const extension = goEnv.GOHOSTOS === 'windows' ? '.exe' : '';
  const files = [
    join(goEnv.GOROOT, 'bin', `go${extension}`),
    ...TOOLS.map((tool) => join(goEnv.GOTOOLDIR, `${tool}${extension}`)),
  ];
  const digest = sha256(goEnv.GOVERSION, ...files.map((file) => digests.digest(file)));
  return soundness(
    'toolchain',
    `${goEnv.GOVERSION} ${digest.slice(0, 32)}`,
    'content of the go command and its tools',
  );
}
