import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FileDigests } from '../../../support';
import { findGo, GO_ENV_NAMES, listPackages, type Env, type GoEnv, type GoPackage } from '../../../toolchain';
import type { CContext, CgoPackage } from '../types';

/** Files by path; `{root}` in a content stands for the workspace's directory. */
export type Tree = Readonly<Record<string, string>>;

const made: string[] = [];
/** One memo for all workspaces of a test file: the compiler's identity takes a second to establish. */
let sharedMemo: string | undefined;

afterAll(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
});

function makeDirectory(): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'goshawk-test-')));
  made.push(directory);
  return directory;
}

/** A temporary module with cgo packages, removed after the tests of the importing spec, and the means to look at it as a fresh process would. */
export class CgoWorkspace {
  readonly root: string;
  readonly memo: string;

  constructor(tree: Tree, name = 'ws') {
    this.root = join(makeDirectory(), name);
    this.memo = sharedMemo ??= makeDirectory();
    mkdirSync(this.root);
    this.write({ 'go.mod': 'module ex\n\ngo 1.21\n', ...tree });
  }

  write(tree: Tree): void {
    for (const [path, content] of Object.entries(tree)) {
      const file = join(this.root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(
        file,
        content.replaceAll('{root}', this.root),
        path.endsWith('.sh') ? { mode: 0o755 } : {},
      );
    }
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  rename(from: string, to: string): void {
    renameSync(join(this.root, from), join(this.root, to));
  }

  /** A context without anything that an earlier one keeps in memory. */
  context(env: Env = {}): CContext {
    const whole = { ...process.env, SOURCE_DATE_EPOCH: undefined, ...env };
    return {
      env: whole,
      goEnv: goEnvOf(whole),
      go: findGo({ env: whole, cwd: this.root }),
      cwd: this.root,
      memoDirectory: this.memo,
      digests: new FileDigests(join(this.memo, 'digests.json')),
      roots: [{ name: 'workspace', dir: this.root }],
    };
  }

  /** The packages as the go command lists them. */
  async packages(env: Env = {}, ...flags: string[]): Promise<CgoPackage[]> {
    const whole = { ...process.env, ...env };
    const go = findGo({ env: whole, cwd: this.root });
    const listed = await listPackages({ go, cwd: this.root, env: whole, args: [...flags, './...'] });
    return listed.filter((one) => (one.CgoFiles ?? []).length > 0).map(toCgoPackage);
  }

  async package(env: Env = {}): Promise<CgoPackage> {
    const [only] = await this.packages(env);
    if (only === undefined) throw new Error('no cgo package');
    return only;
  }
}

/** Waits until what was written is no longer "just now" to the code that distrusts it. */
export async function settle(): Promise<void> {
  await sleep(30);
}

function goEnvOf(env: Env): GoEnv {
  const goEnv = Object.fromEntries(GO_ENV_NAMES.map((name) => [name, env[name] ?? ''])) as Record<
    string,
    string
  >;
  const os = { win32: 'windows' }[process.platform as string] ?? process.platform;
  const arch = { x64: 'amd64', ia32: '386' }[process.arch as string] ?? process.arch;
  return { ...goEnv, GOOS: os, GOARCH: arch, CC: env.CC ?? 'gcc', CXX: env.CXX ?? 'g++' } as GoEnv;
}

function toCgoPackage(listed: GoPackage): CgoPackage {
  return {
    importPath: listed.ImportPath,
    dir: listed.Dir ?? '',
    cgoFiles: listed.CgoFiles ?? [],
    cFiles: listed.CFiles ?? [],
    cxxFiles: listed.CXXFiles ?? [],
    mFiles: listed.MFiles ?? [],
    fFiles: listed.FFiles ?? [],
    sFiles: listed.SFiles ?? [],
    hFiles: listed.HFiles ?? [],
    cflags: listed.CgoCFLAGS ?? [],
    cppflags: listed.CgoCPPFLAGS ?? [],
    cxxflags: listed.CgoCXXFLAGS ?? [],
    fflags: listed.CgoFFLAGS ?? [],
    ldflags: listed.CgoLDFLAGS ?? [],
    pkgConfig: listed.CgoPkgConfig ?? [],
  };
}
