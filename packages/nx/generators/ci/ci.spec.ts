import { execFileSync } from 'node:child_process';
import { logger, parseJson, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { makeDirectory, writeFiles } from '../../../support/testing/make-directory';
import { ciGenerator, type CiOptions } from './generator';

interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly on: { readonly push: { readonly branches: string[] } };
  readonly jobs: {
    readonly go: { readonly strategy: { matrix: { include: object[] } }; readonly steps: Step[] };
  };
}

const { parse } = jest.requireActual<{ parse: (text: string) => unknown }>(
  require.resolve('yaml', { paths: [require.resolve('nx/package.json')] }),
);

beforeEach(() => jest.spyOn(logger, 'info').mockImplementation(() => undefined));
afterEach(() => jest.restoreAllMocks());

describe('ci', () => {
  it('writes a workflow with a job for each platform, tests on the runner’s own only', async () => {
    const tree = workspace({ platforms: ['windows/amd64', 'linux/amd64'], targets: { 'go-test': 'test' } });
    await ciGenerator(tree, { branch: 'trunk' });
    const workflow = read(tree);
    expect(workflow.on.push.branches).toEqual(['trunk']);
    expect(workflow.jobs.go.strategy.matrix.include).toEqual([
      { goos: 'linux', goarch: 'amd64', targets: 'go-vet test go-build' },
      { goos: 'windows', goarch: 'amd64', targets: 'go-build' },
    ]);
    await ciGenerator(tree, { workflow: 'arm', platforms: 'linux/arm64' });
    expect(read(tree, 'arm').jobs.go.strategy.matrix.include).toHaveLength(2);
  });

  it('lets the trusted branch alone write a cache, under a key with the dimension', async () => {
    const tree = workspace();
    await ciGenerator(tree, { branch: 'trunk' });
    const { steps } = read(tree).jobs.go;
    expect(steps.filter(({ uses }) => uses?.startsWith('actions/cache@'))).toEqual([]);
    const saving = steps.filter(({ uses }) => uses?.startsWith('actions/cache/save@'));
    expect(saving).toHaveLength(1);
    expect(saving[0]?.if).toBe("github.event_name == 'push' && github.ref == 'refs/heads/trunk'");
    const restoring = steps.find(({ uses }) => uses?.startsWith('actions/cache/restore@'));
    for (const one of [...saving, restoring])
      expect(one?.with?.key).toBe('goshawk-${{ steps.dimension.outputs.name }}-${{ github.sha }}');
    const verifying = steps.findIndex(({ run }) => run?.includes('cache verify'));
    expect(verifying).toBeGreaterThan(steps.findIndex((one) => one === restoring));
    expect(verifying).toBeLessThan(steps.findIndex(({ run }) => run?.includes('nx affected')));
  });

  it('has a matcher that finds the places of errors', async () => {
    const tree = workspace();
    await ciGenerator(tree, {});
    const { problemMatcher } = parseJson<{ problemMatcher: { pattern: { regexp: string }[] }[] }>(
      tree.read('.github/go-problems.json', 'utf8') ?? '',
    );
    const pattern = new RegExp(problemMatcher[0]?.pattern[0]?.regexp ?? '$^');
    const placeOf = (line: string) => pattern.exec(line)?.slice(1);
    expect(placeOf('apps/api/main.go:3:7: undefined: x')).toEqual([
      'apps/api/main.go',
      '3',
      '7',
      'undefined: x',
    ]);
    expect(placeOf('vet: ./main.go:3:7: undefined: x')).toEqual(['./main.go', '3', '7', 'undefined: x']);
    expect(placeOf('    main_test.go:12: want 1')).toEqual(['main_test.go', '12', undefined, 'want 1']);
    expect(placeOf('goshawk: linux-amd64 · 3 packages')).toBeUndefined();
  });

  it('has scripts that a shell takes, and a summary of what was said', async () => {
    const tree = workspace();
    await ciGenerator(tree, {});
    const { steps } = read(tree).jobs.go;
    const scripts = steps.flatMap(({ run }) => run ?? []);
    const resolved = scripts.map((script) => script.replaceAll(/\$\{\{[^}]*\}\}/g, 'value'));
    for (const script of resolved) execFileSync('bash', ['-n', '-c', script]);
    const summary = resolved.find((script) => script.includes('GITHUB_STEP_SUMMARY')) ?? '';
    const log = [
      '> nx run api:go-test',
      'ok  \texample.com/api\t0.1s',
      'error output-altered: x',
      'noise',
      '',
    ];
    const directory = makeDirectory({ 'tasks.log': log.join('\n') });
    const env = { ...process.env, RUNNER_TEMP: directory, GITHUB_STEP_SUMMARY: `${directory}/summary` };
    execFileSync('bash', ['-eo', 'pipefail', '-c', summary], { env });
    const written = execFileSync('cat', [`${directory}/summary`], { encoding: 'utf8' });
    expect(written).toContain('ok  \texample.com/api\t0.1s\nerror output-altered: x\n```\n');
    expect(written).not.toContain('noise');
    writeFiles(directory, { 'tasks.log': '' });
    execFileSync('bash', ['-eo', 'pipefail', '-c', summary], { env });
  });

  it('writes a Dockerfile that takes the artifact, or builds with a cache for each dimension', async () => {
    const tree = workspace();
    await ciGenerator(tree, { containers: ['api'] });
    const text = tree.read('apps/api/Dockerfile', 'utf8') ?? '';
    expect(text).toContain('COPY dist/apps/api/${TARGETOS}-${TARGETARCH}/api /api\n');
    expect(text).toContain(
      'id=goshawk-${TARGETOS}-${TARGETARCH}-cgo0-go${GO_VERSION},target=/root/.cache/go-build',
    );
    expect(text).toContain('cd apps/api && go build -trimpath -buildvcs=false -o /out/api .\n');
    expect(text).toContain('ARG GO_VERSION=1.21\n');
    expect(text.match(/^FROM gcr\.io\/distroless\/static-debian12:nonroot/gm)).toHaveLength(2);
  });

  it('leaves alone what is there', async () => {
    const tree = workspace();
    await ciGenerator(tree, { containers: ['api'] });
    const files = ['.github/workflows/go.yml', '.github/go-problems.json', 'apps/api/Dockerfile'];
    for (const file of files) tree.write(file, `mine: ${file}\n`);
    await ciGenerator(tree, { containers: ['api'], branch: 'trunk' });
    for (const file of files) expect(tree.read(file, 'utf8')).toBe(`mine: ${file}\n`);
    expect(tree.exists('.github/workflows/go-problems.json')).toBe(false);
  });

  it.each<[string, CiOptions, RegExp]>([
    ['a branch that is none', { branch: "main'; rm" }, /invalid-name/],
    ['a name that leads elsewhere', { workflow: '../x' }, /invalid-name/],
    ['a library', { containers: ['store'] }, /no-single-program/],
    ['a platform that is none', { platforms: ['linux'] }, /GOOS\/GOARCH/],
  ])('refuses %s, and writes nothing', async (_, options, message) => {
    const tree = workspace();
    await expect(ciGenerator(tree, options)).rejects.toThrow(message);
    expect(tree.exists('.github')).toBe(false);
  });
});

function read(tree: Tree, name = 'go'): Workflow {
  return parse(tree.read(`.github/workflows/${name}.yml`, 'utf8') ?? '') as Workflow;
}

function workspace(options: object = {}): Tree {
  const tree = createTreeWithEmptyWorkspace();
  tree.write('nx.json', JSON.stringify({ plugins: [{ plugin: 'goshawk', options }] }));
  tree.write('go.work', 'go 1.21\n\nuse ./apps/api\nuse ./libs/store\n');
  tree.write('apps/api/go.mod', 'module example.com/shop/apps/api\n\ngo 1.21\n');
  tree.write('apps/api/main.go', 'package main\n\nfunc main() {}\n');
  tree.write('libs/store/go.mod', 'module example.com/shop/libs/store\n\ngo 1.21\n');
  tree.write('libs/store/store.go', 'package store\n');
  return tree;
}
