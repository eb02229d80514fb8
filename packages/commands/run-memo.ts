import { randomBytes } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { environmentKey, readVariable, sha256 } from '../support';
import { describeDimension, MachineLook, type Dimension, type DimensionRequest } from '../dimension';
import {
  findGo,
  GoEnvReader,
  hasMainModule,
  mainModuleFile,
  type FindGoRequest,
  type GoEnv,
  type GoEnvRequest,
} from '../toolchain';

/** What a dimension is asked for with, but for the directory, which go.work or go.mod decides. */
type DirectoryRequest = Omit<DimensionRequest, 'cwd' | 'goEnv' | 'look'> & { readonly projectRoot: string };

/**
 * What the tasks of one run share: each distinct dimension is described once, with one `go env` for all modules of a go.work,
 * and each task prepared once, whoever asks for it. It lives until the first go command of the run starts: what changes
 * afterwards it does not see.
 */
export class RunMemo {
  /** A value that no other run has. */
  readonly mark = randomBytes(8).toString('hex');
  private readonly known = new Map<string, Promise<Dimension>>();
  private readonly prepared = new WeakMap<object, Map<string, Promise<unknown>>>();
  private readonly settings = new GoEnvReader();
  private readonly looks = new Map<string, MachineLook>();
  private readonly found = new Map<string, string>();
  private readonly realPaths = new Map<string, string>();

  /** The dimension of a project's go commands, and the directory in which they run. */
  async describe(request: DirectoryRequest): Promise<{ dimension: Dimension; cwd: string }> {
    const { go, projectRoot, env, flags, verb = 'build', cacheRoot } = request;
    const goEnv = await this.settings.readGoEnv({ go, cwd: projectRoot, env });
    const cwd = commandDirectory(goEnv, projectRoot);
    const key = sha256(go, cwd, cacheRoot, verb, sha256(...flags), environmentKey(env));
    const known =
      this.known.get(key) ?? describeDimension({ ...request, cwd, goEnv, look: this.lookFor(cacheRoot) });
    this.known.set(key, known);
    return { dimension: await known, cwd };
  }

  /** What `go env` says; asked once for all directories of a go.work. */
  goEnvOf(request: GoEnvRequest): Promise<GoEnv> {
    return this.settings.readGoEnv(request);
  }

  /** What `prepare` made of a task, for a verb, the first time. */
  once<T>(task: object, verb: string, prepare: () => Promise<T>): Promise<T> {
    const byVerb = this.prepared.get(task) ?? new Map<string, Promise<unknown>>();
    const prepared = (byVerb.get(verb) as Promise<T> | undefined) ?? prepare();
    this.prepared.set(task, byVerb.set(verb, prepared));
    return prepared;
  }

  /** As findGo, which looks through PATH. */
  findGo(request: FindGoRequest): string {
    const key = sha256(request.goBinary ?? '', request.cwd, readVariable(request.env, 'PATH') ?? '');
    return getOrMake(this.found, key, () => findGo(request));
  }

  private lookFor(cacheRoot: string): MachineLook {
    const look = this.looks.get(cacheRoot) ?? new MachineLook(cacheRoot);
    this.looks.set(cacheRoot, look);
    return look;
  }

  /** As realpathSync. */
  realPath(path: string): string {
    return getOrMake(this.realPaths, path, () => realpathSync(path));
  }
}

function getOrMake(map: Map<string, string>, key: string, make: () => string): string {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

/** Directory of go.work, else of go.mod, else the project's: one for all tasks that one go command can serve. */
function commandDirectory(goEnv: GoEnv, projectRoot: string): string {
  return hasMainModule(goEnv) ? dirname(mainModuleFile(goEnv)) : projectRoot;
}
