import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runGreen } from '../harness/command.mjs';

/** Old enough that a file's time says all of its changes (packages/support/file-clock.ts). */
const AGE_SECONDS = 3600;
/** A compiled package, what the compiler printed, and which files it read (cmd/go/internal/work). */
export const ENTRIES_OF_PACKAGE = 3;

/**
 * A GOCACHE of real compiled packages of at least so many bytes: those of the standard library, which the go command compiles
 * once, copied under other actions. A build ID is what differs between the copies, so that each has a content of its own, and
 * its content ID stays right, since that leaves the build ID out.
 *
 * @param home where the compiled packages are kept, for the next run as well
 * @param directory the cache to make
 * @param leastBytes of outputs
 */
export async function fillWithPackages(home, directory, leastBytes) {
  const archives = await compileStandardLibrary(home);
  let [bytes, entries] = [0, 0];
  for (let copy = 0; bytes < leastBytes; copy++) {
    for (const [index, archive] of archives.entries()) {
      const action = sha256(`package ${index}, copy ${copy}`);
      writePackage(directory, action, underAction(archive, action), `./file${index}.go\n`);
      bytes += archive.length;
      entries += ENTRIES_OF_PACKAGE;
    }
  }
  writeFileSync(join(directory, 'README'), 'made for a benchmark\n');
  return { bytes, entries };
}

/**
 * A GOCACHE of entries with small outputs, in which nothing was compiled: packages of some bytes, each with what Go keeps beside
 * one.
 *
 * @returns the action IDs of the packages
 */
export function fillWithSmall(directory, count) {
  for (let shard = 0; shard < 256; shard++) {
    mkdirSync(join(directory, shard.toString(16).padStart(2, '0')), { recursive: true });
  }
  const archive = smallArchive();
  return Array.from({ length: Math.ceil(count / ENTRIES_OF_PACKAGE) }, (_, index) => {
    const action = sha256(`package ${index}`);
    writePackage(directory, action, underAction(archive, action), `./file${index}.go\n`);
    return action;
  });
}

function writePackage(directory, action, archive, sources) {
  writeEntry(directory, action, archive);
  writeEntry(directory, subkey(action, 'stdout'), Buffer.alloc(0));
  writeEntry(directory, subkey(action, 'srcfiles'), Buffer.from(sources));
}

/** An archive that is nothing but its head, with the right content ID. */
function smallArchive() {
  const write = (id) => `!<arch>\n__.PKGDEF \`\ngo object linux amd64 go1.26.8 X:\nbuild id "${id}"\n`;
  const content = sha256(write('\0'.repeat(41)));
  return Buffer.from(write(`${'A'.repeat(20)}/${hashToString(content)}`), 'latin1');
}

async function compileStandardLibrary(home) {
  const GOCACHE = join(home, 'std-gocache');
  mkdirSync(GOCACHE, { recursive: true });
  const env = { ...process.env, GOCACHE, CGO_ENABLED: '0', GOFLAGS: '', GOTOOLCHAIN: 'local' };
  await runGreen('go', ['build', 'std'], { cwd: home, env });
  return readdirSync(GOCACHE, { recursive: true })
    .filter((name) => name.endsWith('-d'))
    .map((name) => join(GOCACHE, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file))
    .filter((bytes) => bytes.toString('latin1', 0, 8) === '!<arch>\n');
}

/** An archive as if another action had made it; the part of its build ID that stands for its content stays. */
function underAction(archive, action) {
  const [, old] = /\nbuild id "([^"]+)"\n/.exec(archive.toString('latin1', 0, 4096)) ?? [];
  if (old === undefined) throw new Error('a compiled package without a build ID');
  const [, content] = old.split('/');
  const id = `${hashToString(action)}/${content}`;
  const bytes = Buffer.from(archive);
  for (let at = bytes.indexOf(old); at >= 0; at = bytes.indexOf(old, at + 1)) bytes.write(id, at, 'latin1');
  return bytes;
}

function writeEntry(directory, action, bytes) {
  const output = sha256(bytes);
  const [size, time] = [String(bytes.length), '1790000000000000000'].map((text) => text.padStart(20));
  writeOld(directory, `${action}-a`, `v1 ${action} ${output} ${size} ${time}\n`);
  writeOld(directory, `${output}-d`, bytes);
}

function writeOld(directory, name, content) {
  const shard = join(directory, name.slice(0, 2));
  mkdirSync(shard, { recursive: true });
  const file = join(shard, name);
  const time = Date.now() / 1000 - AGE_SECONDS;
  writeFileSync(file, content);
  utimesSync(file, time, time);
}

/** cmd/internal/buildid/buildid.go: HashToString */
function hashToString(id) {
  return Buffer.from(id.slice(0, 30), 'hex').toString('base64url');
}

/** cmd/go/internal/cache/hash.go: Subkey */
function subkey(action, name) {
  return sha256(Buffer.concat([Buffer.from('subkey:'), Buffer.from(action, 'hex'), Buffer.from(name)]));
}

function sha256(data) {
  return createHash('sha256').update(data).digest('hex');
}
