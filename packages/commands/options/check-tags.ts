import { UsageError } from '../../support';
import type { Dimension } from '../../dimension';
import { contradictsGraph } from '../../graph';

/**
 * Refuses build tags, from wherever they come, that stand for something else: inputs of targets leave out what no build on
 * that platform has, such as files for `ignore`.
 *
 * @throws UsageError 'reserved-tag'
 */
export function checkTags({ buildFlags, goEnv }: Pick<Dimension, 'buildFlags' | 'goEnv'>, id: string): void {
  const platform = {
    goos: goEnv.GOOS,
    goarch: goEnv.GOARCH,
    cgo: goEnv.CGO_ENABLED === '1',
    minor: Number(/1\.(\d+)/.exec(goEnv.GOVERSION)?.[1] ?? Infinity),
  };
  const tag = buildFlags.tags.find((one) => contradictsGraph(one, platform));
  if (tag === undefined) return;
  throw new UsageError({
    code: 'reserved-tag',
    message:
      tag === 'ignore'
        ? `${id}: the build tag ignore marks files that belong to no build, and would bring in files that no task hashes.`
        : `${id}: the build tag ${tag} is no tag of this build for ${platform.goos}/${platform.goarch}: Go sets it by itself where it holds.`,
    next: `Take ${tag} out of the option tags, the flag -tags and GOFLAGS${tag === 'ignore' ? ', and give such files a tag of their own' : ', and choose the platform or toolchain that it stands for'}.`,
  });
}
