import { dirname } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import { findGo } from '../../toolchain';
import { diagnose } from './diagnose';
import { doctorsFindings, renderDoctor } from './render-doctor';

const GO_MOD = 'module example.com/app\n\ngo 1.21\n';
const usual = process.env as Record<string, string>;

async function examine(files: Record<string, string>, env: Record<string, string> = {}) {
  const [cwd, cacheRoot] = [makeDirectory(files), makeDirectory()];
  const given = { ...usual, GOPRIVATE: '', GOSUMDB: 'sum.golang.org', HOME: cwd, ...env };
  const document = await diagnose({ cwd, cacheRoot, env: given }, '1.2.3');
  const facts = Object.fromEntries(
    document.examinations.flatMap((one) =>
      one.facts.map(({ name, value }) => [`${one.area} ${name}`, value]),
    ),
  );
  // The disk is that of the machine.
  const codes = doctorsFindings(document).flatMap(({ code }) => (code === 'disk-nearly-full' ? [] : [code]));
  return { cwd, document, facts, codes, text: renderDoctor(document) };
}

it('says what there is where nothing is wrong', async () => {
  const { facts, codes, text } = await examine({
    'go.mod': GO_MOD,
    'main.go': 'package main\n\nfunc main() {}\n',
  });
  expect(codes).toEqual([]);
  expect(facts).toMatchObject({
    'Goshawk version': '1.2.3',
    'Go command': findGo({ env: usual, cwd: '/' }),
    'Go version': expect.stringMatching(/^go1\./),
    'projects projects': '1',
    'caches dimensions': '0',
  });
  expect(text).toMatch(/^ok {2}Go {2,}command/m);
});

it('tells a broken go.mod with its line, and goes on', async () => {
  const { codes, text, facts } = await examine({
    'a/go.mod': 'module example.com/a\nrequire (\n',
    '.git/HEAD': '',
  });
  expect(codes).toContain('graph-fault');
  expect(text).toMatch(/error graph-fault: projects: a\/go\.mod:\d+: /);
  expect(facts['caches directory']).toBeDefined();
});

it('says what to do without a go command', async () => {
  const { codes, text } = await examine(
    { 'go.mod': GO_MOD },
    { PATH: dirname(process.execPath), GOROOT: '' },
  );
  expect(codes).toEqual(['go-not-found']);
  expect(text).toMatch(/error go-not-found: Go: .*PATH; .*goBinary/);
});

it.each([
  ['checksums-not-compared', { GOSUMDB: 'off' }],
  ['insecure-modules', { GOINSECURE: 'corp.example.com' }],
  ['cacheprog-set', { GOCACHEPROG: '/usr/bin/false' }],
  ['no-c-compiler', { CGO_ENABLED: '1', CC: '/no/such/compiler' }],
  ['go-too-new-required', {}, { 'go.mod': 'module example.com/app\n\ngo 1.999\n' }],
  ['no-modules', {}, {}],
  ['plugin-not-listed', {}, { 'nx.json': '{}', 'node_modules/nx/package.json': '{"version":"23.0.0"}' }],
  ['nx-unsupported', {}, { 'nx.json': '{}', 'node_modules/nx/package.json': '{"version":"19.1.0"}' }],
  ['nx-not-installed', {}, { 'nx.json': '{"plugins":["goshawk"]}' }],
  ['invalid-plugin-option', {}, { 'nx.json': '{"plugins":[{"plugin":"goshawk","options":3}]}' }],
  ['turbo-not-installed', {}, { 'turbo.json': '{}' }],
])('finds %s', async (code, env, files: Record<string, string> = { 'go.mod': GO_MOD }) => {
  const { codes } = await examine({ '.git/HEAD': '', ...files }, env);
  expect(codes).toContain(code);
});

it('knows a plugin that nx.json lists by its name alone', async () => {
  const { codes } = await examine({ 'nx.json': '{"plugins":["goshawk"]}' });
  expect(codes).not.toContain('plugin-not-listed');
});

it('shows no password of a proxy', async () => {
  const { text } = await examine(
    { 'go.mod': GO_MOD },
    { GOPROXY: 'https://me:secret@proxy.example.com,direct' },
  );
  expect(text).not.toContain('secret');
  expect(text).toContain('https://…@proxy.example.com,direct');
});

it('names the file for passwords of private modules, and says who can read it', async () => {
  const own = { GOPRIVATE: 'corp.example.com', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
  const without = await examine({ 'go.mod': GO_MOD }, own);
  expect(without.text).toContain('note no-credentials');
  const name = process.platform === 'win32' ? '_netrc' : '.netrc';
  const readable = await examine(
    { 'go.mod': GO_MOD, [name]: 'machine corp.example.com\n' },
    { ...own, NETRC: '' },
  );
  expect(readable.text).not.toContain('no-credentials');
  if (process.platform !== 'win32') expect(readable.codes).toEqual(['netrc-readable']);
});

it('says that a cache root cannot be written to', async () => {
  const cwd = makeDirectory({ 'go.mod': GO_MOD, file: '' });
  const document = await diagnose({ cwd, cacheRoot: `${cwd}/file/beneath`, env: usual }, '1.2.3');
  expect(doctorsFindings(document).map(({ code }) => code)).toContain('cache-root-unwritable');
});
