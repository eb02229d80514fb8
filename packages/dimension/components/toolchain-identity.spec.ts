import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileDigests } from '../../support';
import { makeDirectory } from '../../support/testing/make-directory';
import type { GoEnv } from '../../toolchain';
import { toolchainIdentity } from './toolchain-identity';

const TOOLS = ['asm', 'cgo', 'compile', 'cover', 'link', 'vet'];

function makeToolchain(version = 'go1.26.8') {
  const tools = TOOLS.map((tool) => [`pkg/tool/linux_amd64/${tool}`, `${tool} of ${version}`]);
  const root = makeDirectory({ 'bin/go': `go ${version}`, ...Object.fromEntries(tools) });
  const toolDirectory = join(root, 'pkg', 'tool', 'linux_amd64');
  const goEnv = { GOROOT: root, GOTOOLDIR: toolDirectory, GOVERSION: version, GOHOSTOS: 'linux' } as GoEnv;
  const identity = () => toolchainIdentity(goEnv, new FileDigests(join(root, 'memo.json'))).value;
  return { root, toolDirectory, identity };
}

describe('toolchainIdentity', () => {
  it('is the same for equal toolchains in two directories', () => {
    expect(makeToolchain().identity()).toBe(makeToolchain().identity());
  });

  it('differs between versions', () => {
    expect(makeToolchain('go1.26.7').identity()).not.toBe(makeToolchain().identity());
  });

  it.each(TOOLS)('changes when %s is patched, though the version stays', (tool) => {
    const { toolDirectory, identity } = makeToolchain();
    const before = identity();
    writeFileSync(join(toolDirectory, tool), 'patched');
    expect(identity()).not.toBe(before);
  });

  it('changes when the go command itself is patched', () => {
    const { root, identity } = makeToolchain();
    const before = identity();
    writeFileSync(join(root, 'bin', 'go'), 'patched');
    expect(identity()).not.toBe(before);
  });

  it('changes when a tool goes away, and goes back with it', () => {
    const { toolDirectory, identity } = makeToolchain();
    const before = identity();
    renameSync(join(toolDirectory, 'vet'), join(toolDirectory, 'vet.old'));
    expect(identity()).not.toBe(before);
    renameSync(join(toolDirectory, 'vet.old'), join(toolDirectory, 'vet'));
    expect(identity()).toBe(before);
  });
});
