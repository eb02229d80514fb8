import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { crc32 } from 'node:zlib';
import { writeFileSync } from 'node:fs';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';

/** A module version that nobody published. */
export interface ProxyModule {
  readonly module: string;
  readonly version: string;
  /** Texts by path; without go.mod it has one that only names it. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * A module proxy of one module version in a directory, as GOPROXY takes it (`go help goproxy`).
 *
 * @returns the value for GOPROXY
 */
export function makeModuleProxy(
  module: string,
  version: string,
  files: Readonly<Record<string, string>>,
): string {
  return makeModulesProxy([{ module, version, files }]);
}

/**
 * A module proxy of several modules, one version each, all paths in lower case.
 *
 * @returns the value for GOPROXY
 */
export function makeModulesProxy(modules: readonly ProxyModule[]): string {
  const directory = makeDirectory();
  for (const each of modules) {
    const { module, version } = each;
    const place = `${module}/@v/${version}`;
    writeFiles(directory, {
      [`${module}/@v/list`]: `${version}\n`,
      [`${place}.info`]: JSON.stringify({ Version: version, Time: '2024-01-01T00:00:00Z' }),
      [`${place}.mod`]: goModOf(each),
    });
    writeFileSync(join(directory, `${place}.zip`), zip(zippedFiles(each)));
  }
  return pathToFileURL(directory).href;
}

/** The lines of go.sum for modules of a proxy (golang.org/x/mod/sumdb/dirhash: Hash1). */
export function goSum(modules: readonly ProxyModule[]): string {
  const lines = modules.flatMap((each) => [
    `${each.module} ${each.version} ${hashFiles(zippedFiles(each))}\n`,
    `${each.module} ${each.version}/go.mod ${hashFiles([['go.mod', goModOf(each)]])}\n`,
  ]);
  return lines.join('');
}

type NamedText = readonly [name: string, text: string];

function goModOf({ module, files }: ProxyModule): string {
  return files['go.mod'] ?? `module ${module}\n`;
}

function zippedFiles({ module, version, files }: ProxyModule): NamedText[] {
  return Object.entries(files).map(([path, text]) => [`${module}@${version}/${path}`, text]);
}

function hashFiles(files: readonly NamedText[]): string {
  const lines = files.map(([name, text]): NamedText => [name, `${sha256(text).toString('hex')}  ${name}\n`]);
  const sorted = lines.sort(([left], [right]) => (left < right ? -1 : 1)).map(([, line]) => line);
  return `h1:${sha256(sorted.join('')).toString('base64')}`;
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** A zip archive without compression (APPNOTE 4.3.7, 4.3.12, 4.3.16). */
function zip(files: readonly NamedText[]): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of files) {
    const [path, data] = [Buffer.from(name), Buffer.from(text)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(path.length, 22);
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), common, path, data]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, place, path]));
    bodies.push(body);
    offset += body.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, directory, Buffer.from('PK\x05\x06'), end]);
}
