import { devNull } from 'node:os';
import { findDecidingFiles } from './deciding-file';
import { environmentKey } from '../../support';
import type { GoEnv } from './env-names';
import { readGoEnv, type GoEnvRequest } from './go-env';

interface SharedAnswer {
  /** The go.mod of the directory that was asked for. */
  goMod: string | undefined;
  answer: Promise<GoEnv>;
}

/**
 * Reads Go's settings once for all directories and environments that must get the same answer. Its memory is for one
 * command of ours: the files behind an answer may change afterwards.
 */
export class GoEnvReader {
  private readonly shared = new Map<string, SharedAnswer>();

  constructor(private readonly read: (request: GoEnvRequest) => Promise<GoEnv> = readGoEnv) {}

  /** As readGoEnv; equal requests, also at the same time, share one process. */
  async readGoEnv(request: GoEnvRequest): Promise<GoEnv> {
    const { goMod, goWork } = findDecidingFiles(request.cwd, request.env);
    if (goWork === undefined) return this.ask(request, goMod, 'module').answer;
    const ofWorkspace = this.ask(request, goMod, 'workspace', goWork);
    const answer = await ofWorkspace.answer;
    // In a workspace directories differ in GOMOD only. The comparison fails where the go env file sets GOWORK=off.
    const isWorkspace = answer.GOWORK === goWork && answer.GOMOD === (ofWorkspace.goMod ?? devNull);
    return isWorkspace ? { ...answer, GOMOD: goMod ?? devNull } : this.ask(request, goMod, 'module').answer;
  }

  private ask(
    request: GoEnvRequest,
    goMod: string | undefined,
    scope: 'module' | 'workspace',
    decidingFile = goMod,
  ): SharedAnswer {
    const { go, cwd, env } = request;
    // Without any file the answer may still depend on the directory (a relative GOFLAGS=-overlay, say).
    const place = decidingFile ?? cwd;
    const key = JSON.stringify([go, scope, place, environmentKey(env)]);
    const known = this.shared.get(key);
    if (known !== undefined) return known;
    const asked = { goMod, answer: this.read(request) };
    this.shared.set(key, asked);
    return asked;
  }
}
