import { sha256Of } from '../../support';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import { formatActionEntry } from '../entries/action-entry';
import { CacheDirectory } from '../entries/cache-directory';
import type { ActionId, OutputId } from '../entries/ids';

/**
 * A GOCACHE with an entry for each text, in which nothing was compiled.
 *
 * @returns its path, and those of the outputs
 */
export function makeCache(texts: readonly string[]): { gocache: string; outputs: readonly string[] } {
  const gocache = makeDirectory({
    README: 'This directory holds cached build artifacts from the Go build system.\n',
  });
  const cache = new CacheDirectory(gocache);
  const outputs = texts.map((text) => {
    const [id, output] = [sha256Of(`action ${text}`) as ActionId, sha256Of(text) as OutputId];
    const beneath = (path: string) => path.slice(gocache.length + 1);
    writeFiles(gocache, {
      [beneath(cache.actionPath(id))]: formatActionEntry({ id, output, size: text.length, time: 1n }),
      [beneath(cache.outputPath(output))]: text,
    });
    return cache.outputPath(output);
  });
  return { gocache, outputs };
}
