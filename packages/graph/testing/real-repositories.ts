import { chmod, copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { askGo, parseJsonStream } from '../../toolchain';
import { goEnvironment } from '../../toolchain/testing/go-environment';

/** Modules of one public repository, as its authors published them at one time. */
export interface RealRepository {
  readonly name: string;
  /** Joined by a go.work, or each for itself with the `replace` lines that it was published with. */
  readonly layout: 'go.work' | 'replace';
  readonly modules: readonly RealModule[];
}

export interface RealModule {
  readonly path: string;
  readonly version: string;
  /** Where it lies in the repository. */
  readonly directory: string;
}

const KUBERNETES_MODULES = [
  ...[
    'api',
    'apiextensions-apiserver',
    'apimachinery',
    'apiserver',
    'cli-runtime',
    'client-go',
    'cloud-provider',
  ],
  ...[
    'cluster-bootstrap',
    'code-generator',
    'component-base',
    'component-helpers',
    'controller-manager',
    'cri-api',
  ],
  ...[
    'csi-translation-lib',
    'dynamic-resource-allocation',
    'endpointslice',
    'kms',
    'kube-aggregator',
    'kubectl',
  ],
  ...['kubelet', 'metrics', 'mount-utils', 'pod-security-admission', 'sample-apiserver', 'sample-controller'],
];

/** What Kubernetes publishes of its staging directory: 25 modules beside one another, 6,500 Go files. */
const KUBERNETES: RealRepository = {
  name: 'kubernetes',
  layout: 'go.work',
  modules: KUBERNETES_MODULES.map((name) => ({
    path: `k8s.io/${name}`,
    version: 'v0.34.1',
    directory: `staging/src/k8s.io/${name}`,
  })),
};

/** The modules of OpenTelemetry Go below the one at the root, with their versions' lines. */
const OPEN_TELEMETRY_MODULES: readonly (readonly [path: string, version: string])[] = [
  ...[
    ...['bridge/opencensus', 'bridge/opentracing', 'exporters/otlp/otlpmetric/otlpmetricgrpc'],
    ...['exporters/otlp/otlpmetric/otlpmetrichttp', 'exporters/otlp/otlptrace', 'exporters/zipkin'],
    ...['exporters/otlp/otlptrace/otlptracegrpc', 'exporters/otlp/otlptrace/otlptracehttp'],
    ...[
      'exporters/stdout/stdoutmetric',
      'exporters/stdout/stdouttrace',
      'metric',
      'sdk',
      'sdk/metric',
      'trace',
    ],
  ].map((path) => [path, 'v1.38.0'] as const),
  ...['exporters/stdout/stdoutlog', 'log', 'sdk/log', 'sdk/log/logtest'].map(
    (path) => [path, 'v0.14.0'] as const,
  ),
];

/** OpenTelemetry Go: 19 modules inside one another that replace one another, 870 Go files. */
const OPEN_TELEMETRY: RealRepository = {
  name: 'opentelemetry-go',
  layout: 'go.work',
  modules: [
    { path: 'go.opentelemetry.io/otel', version: 'v1.38.0', directory: '.' },
    ...OPEN_TELEMETRY_MODULES.map(([directory, version]) => ({
      path: `go.opentelemetry.io/otel/${directory}`,
      version,
      directory,
    })),
  ],
};

/** etcd: 7 modules without go.work, some with `/v3` in their name only, 730 Go files. */
const ETCD: RealRepository = {
  name: 'etcd',
  layout: 'replace',
  modules: ['api', 'client/pkg', 'client/v3', 'etcdctl', 'etcdutl', 'pkg', 'server'].map((directory) => ({
    path: `go.etcd.io/etcd/${directory.replace(/\/v3$/, '')}/v3`,
    version: 'v3.6.5',
    directory,
  })),
};

export const REAL_REPOSITORIES: readonly RealRepository[] = [KUBERNETES, OPEN_TELEMETRY, ETCD];

/**
 * Lays the modules of a repository out in an empty directory; what they need is in the module cache afterwards, so that
 * GOPROXY=off will do. Uses the GOPROXY that the go command is configured with: 20 to 60 s each the first time.
 *
 * @throws GoshawkError real-repository when a module cannot be had
 */
export async function fetchRepository({ layout, modules }: RealRepository, root: string): Promise<void> {
  const places = await downloadModules(modules, root);
  for (const { path, directory } of modules) {
    const source = places.get(path);
    if (source !== undefined) await copyWritable(source, join(root, directory));
  }
  if (layout === 'go.work') {
    await ask(root, ['work', 'init', ...modules.map(({ directory }) => `./${directory}`)]);
    await ask(root, ['mod', 'download']);
    return;
  }
  for (const { directory } of modules) await ask(join(root, directory), ['mod', 'download']);
}

/** Directories in the module cache by module path. */
async function downloadModules(modules: readonly RealModule[], root: string): Promise<Map<string, string>> {
  const names = modules.map(({ path, version }) => `${path}@${version}`);
  const answer = parseJsonStream(await ask(root, ['mod', 'download', '-json', ...names]));
  return new Map((answer as { Path: string; Dir: string }[]).map(({ Path, Dir }) => [Path, Dir]));
}

function ask(directory: string, args: readonly string[]): Promise<string> {
  const what = `\`go ${args.slice(0, 2).join(' ')}\``;
  return askGo({
    go: 'go',
    cwd: directory,
    env: goEnvironment(),
    args,
    failure: { code: 'real-repository', what },
  });
}

/** Copies a tree of the module cache, where everything is read-only. */
async function copyWritable(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, goal] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyWritable(source, goal);
    else {
      await copyFile(source, goal);
      await chmod(goal, 0o644);
    }
  }
}
