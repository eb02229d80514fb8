import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import type { GoProject } from '../../graph';
import type { GoExecutor } from '../go-targets';
import type { GivenTarget } from './infer-targets';

const TARGETS: Readonly<
  Record<GoExecutor, { description: string; command: string; options: Record<string, unknown> }>
> = {
  'go-build': {
    description: 'Builds the programs with go build, in a build dimension of their own',
    command: 'go help build',
    options: { goos: 'windows', tags: ['integration'] },
  },
  'go-test': {
    description: 'Runs the tests with go test',
    command: 'go help testflag',
    options: { run: 'TestName', race: true },
  },
  'go-vet': {
    description: 'Looks for mistakes with go vet',
    command: 'go help vet',
    options: { tags: ['integration'] },
  },
  'go-fmt': {
    description: 'Checks with gofmt whether the Go files are formatted; with --fix, formats them',
    command: 'go help fmt',
    options: { fix: true },
  },
  'go-tidy': {
    description: 'Checks with go mod tidy whether go.mod and go.sum are tidy; with --fix, tidies them',
    command: 'go help mod tidy',
    options: { fix: true },
  },
  'go-generate': {
    description: 'Runs the go:generate directives',
    command: 'go help generate',
    options: { run: 'stringer' },
  },
  'go-lint': {
    description: 'Looks for mistakes with golangci-lint; with --fix, lets it change files',
    command: 'golangci-lint help run',
    options: { fix: true },
  },
  'go-vuln': {
    description: 'Looks with govulncheck for known vulnerabilities in what the packages call',
    command: 'govulncheck -help',
    options: { show: 'traces' },
  },
  'go-run': {
    description: 'Builds the program and runs it',
    command: 'go help run',
    options: { args: ['--help'], watch: true },
  },
};

/** What `nx show project` and the graph page say of a target. */
export function describeTarget({ executor }: Pick<GivenTarget, 'executor'>): TargetConfiguration['metadata'] {
  const { description, command, options } = TARGETS[executor];
  return { technologies: ['go'], description, help: { command, example: { options } } };
}

/** What they say of a project. */
export function describeProject(
  { root, kind, module, packages }: GoProject,
  targets: readonly GivenTarget[],
): Partial<ProjectConfiguration> {
  // It is about more than Go.
  if (kind === 'around') return {};
  const isProgram = packages.some((node) => node.isProgram);
  const what = { module: 'Go module', program: 'Go program of', directory: 'Go packages of' }[kind];
  return {
    projectType: isProgram ? 'application' : 'library',
    sourceRoot: root,
    metadata: {
      technologies: ['go'],
      description: `${what} ${module.path}`,
      targetGroups: { Go: targets.map(({ name }) => name) },
    },
  };
}
