import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { crc32 } from 'node:zlib';
import { writeFileSync } from 'node:fs';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';

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
  const directory = makeDirectory();
  const place = `${module}/@v/${version}`;
  writeFiles(directory, {
    [`${module}/@v/list`]: `${version}\n`,
    [`${place}.info`]: JSON.stringify({ Version: version, Time: '2024-01-01T00:00:00Z' }),
    [`${place}.mod`]: files['go.mod'] ?? `module ${module}\n`,
  });
  const named = Object.entries(files).map(([path, text]) => [`${module}@${version}/${path}`, text] as const);
  writeFileSync(join(directory, `${place}.zip`), zip(named));
  return pathToFileURL(directory).href;
}

/** A zip archive without compression (APPNOTE 4.3.7, 4.3.12, 4.3.16). */
function zip(files: readonly (readonly [name: string, text: string])[]): Buffer {
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
