import type { Files } from '../support/files';
import type { Use } from './row';

/** A project.json as rows have it. */
interface Project {
  readonly name?: string;
  readonly targets: Readonly<Record<string, { readonly options?: { readonly env?: object } }>>;
}

const COMMANDS: Readonly<Record<Use, string>> = {
  build: 'go build -buildvcs=false -o ../../dist/apps/app/app$(go env GOEXE) $ROW_FLAGS .',
  run: 'go run $ROW_FLAGS .',
  test: 'go test $ROW_FLAGS ./...',
  vet: 'go vet $ROW_FLAGS ./...',
};

const isProject = (path: string): boolean => path.endsWith('/project.json');

/** The workspace as people without a plugin for Go have it: shell commands as targets, with Nx's default inputs. */
export function withPlainNx(files: Files): Files {
  const projects = Object.entries(files).filter(([path]) => isProject(path));
  return {
    ...files,
    ...Object.fromEntries(projects.map(([path, project]) => [path, plainProject(project as Project)])),
    'nx.json': { neverConnectToCloud: true, analytics: false },
  };
}

function plainProject(project: Project): object {
  const targets = Object.entries(project.targets).map(([name, { options }]) => [
    name,
    plainTarget(name.slice('go-'.length) as Use, options?.env),
  ]);
  return { ...project, targets: Object.fromEntries(targets) as object };
}

function plainTarget(use: Use, env: object | undefined): object {
  return {
    executor: 'nx:run-commands',
    cache: use !== 'run',
    inputs: ['default', '^default', '{workspaceRoot}/go.work'],
    outputs: use === 'build' ? ['{workspaceRoot}/dist/{projectRoot}'] : [],
    options: { command: COMMANDS[use], cwd: '{projectRoot}', ...(env !== undefined && { env }) },
  };
}
