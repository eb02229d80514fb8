import { findGo, readGoEnv, runProcess, splitQuoted, type GoEnv } from '../../toolchain';
import { GoshawkError, systemErrorCode } from '../../support';
import { Notes, type ExaminedPlace, type Examination } from './examination';

/** The go command of a directory, and what it is set to; undefined settings where there is none that can be used. */
export async function examineGo(
  place: ExaminedPlace,
): Promise<{ readonly examination: Examination; readonly goEnv: GoEnv | undefined }> {
  const { cwd, env, goBinary } = place;
  const notes = new Notes('Go');
  const go = await notes.attempt(() => findGo({ goBinary, env, cwd }));
  if (go !== undefined) notes.fact('command', go);
  const goEnv = go === undefined ? undefined : await notes.attempt(() => readGoEnv({ go, cwd, env }));
  if (goEnv !== undefined) {
    notes.fact('version', goEnv.GOVERSION);
    notes.fact('platform', `${goEnv.GOOS}/${goEnv.GOARCH}`);
    notes.fact('GOTOOLCHAIN', goEnv.GOTOOLCHAIN);
    for (const name of ['GOFLAGS', 'GOEXPERIMENT', 'GOWORK'] as const) {
      if (goEnv[name] !== '') notes.fact(name, goEnv[name]);
    }
    if (goEnv.GOCACHEPROG !== '') {
      notes.find(
        'warning',
        'cacheprog-set',
        `GOCACHEPROG is ${goEnv.GOCACHEPROG}: it would take the place of the caches that are verified`,
        'unset it; Goshawk clears it for the commands that it runs',
      );
    }
  }
  return { examination: notes.examination, goEnv };
}

/** The C compiler that cgo would use. */
export async function examineCompiler({ cwd, env }: ExaminedPlace, goEnv: GoEnv): Promise<Examination> {
  const notes = new Notes('C compiler');
  notes.fact('CGO_ENABLED', goEnv.CGO_ENABLED);
  const words = splitQuoted(goEnv.CC);
  const isCross = goEnv.GOOS !== goEnv.GOHOSTOS || goEnv.GOARCH !== goEnv.GOHOSTARCH;
  if (words.length === 0) return notes.examination;
  notes.fact('CC', goEnv.CC);
  const version = await versionOf(words, { cwd, env });
  if (version !== undefined) notes.fact('version', version);
  else if (goEnv.CGO_ENABLED === '1') {
    notes.find(
      'error',
      'no-c-compiler',
      `CGO_ENABLED is 1, and the C compiler ${goEnv.CC} cannot be started`,
      'install it, set CC to one that is there, or set CGO_ENABLED=0',
    );
  } else if (!isCross) {
    notes.find(
      'note',
      'cgo-off',
      `there is no C compiler ${goEnv.CC}, so that cgo is off`,
      'install one if a package needs cgo: its files with `import "C"` are left out of builds without a word',
    );
  }
  return notes.examination;
}

async function versionOf(
  [file = '', ...args]: readonly string[],
  place: Pick<ExaminedPlace, 'cwd' | 'env'>,
): Promise<string | undefined> {
  try {
    const { exitCode, stdout } = await runProcess({ ...place, file, args: [...args, '--version'] });
    return exitCode === 0 ? stdout.split('\n', 1)[0]?.trim() : 'unknown';
  } catch (error) {
    if (error instanceof GoshawkError || systemErrorCode(error) !== undefined) return undefined;
    throw error;
  }
}
