import { posix } from 'node:path';
import type { GenerateCommand } from './split-directives';

/** What is known of a program that generates code. */
export interface Generator {
  /** How to get it: a package for `go install`, or where to read about it. */
  readonly get: { readonly install: string } | { readonly read: string };
  /** Files that it makes, relative to the directory of the directive; undefined where its arguments do not say. */
  readonly outputs?: (args: readonly string[]) => string[] | undefined;
}

const named =
  (...flags: string[]) =>
  (args: readonly string[]): string[] | undefined => {
    const value = valueOf(args, ...flags);
    return value === undefined ? undefined : [value];
  };

const GENERATORS: Readonly<Record<string, Generator>> = {
  stringer: { get: { install: 'golang.org/x/tools/cmd/stringer' }, outputs: ofTypes('output', '_string') },
  enumer: { get: { install: 'github.com/dmarkham/enumer' }, outputs: ofTypes('output', '_enumer') },
  mockgen: { get: { install: 'go.uber.org/mock/mockgen' }, outputs: named('destination') },
  moq: { get: { install: 'github.com/matryer/moq' }, outputs: named('out') },
  minimock: { get: { install: 'github.com/gojuno/minimock/v3/cmd/minimock' }, outputs: named('o') },
  mockery: { get: { read: 'https://vektra.github.io/mockery' } },
  counterfeiter: { get: { install: 'github.com/maxbrunsfeld/counterfeiter/v6' }, outputs: named('o') },
  wire: {
    get: { install: 'github.com/google/wire/cmd/wire' },
    outputs: (args) => (args.every((one) => one === 'gen') ? ['wire_gen.go'] : undefined),
  },
  goyacc: {
    get: { install: 'golang.org/x/tools/cmd/goyacc' },
    outputs: (args) => [valueOf(args, 'o') ?? 'y.go', valueOf(args, 'v') ?? 'y.output'],
  },
  'oapi-codegen': {
    get: { install: 'github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen' },
    outputs: named('o'),
  },
  protoc: { get: { read: 'https://protobuf.dev/installation' }, outputs: ofProtoc },
  'protoc-gen-go': { get: { install: 'google.golang.org/protobuf/cmd/protoc-gen-go' } },
  'protoc-gen-go-grpc': { get: { install: 'google.golang.org/grpc/cmd/protoc-gen-go-grpc' } },
  buf: { get: { install: 'github.com/bufbuild/buf/cmd/buf' } },
  sqlc: { get: { install: 'github.com/sqlc-dev/sqlc/cmd/sqlc' } },
  templ: { get: { install: 'github.com/a-h/templ/cmd/templ' } },
  gqlgen: { get: { install: 'github.com/99designs/gqlgen' } },
  swag: { get: { install: 'github.com/swaggo/swag/cmd/swag' } },
  'controller-gen': { get: { install: 'sigs.k8s.io/controller-tools/cmd/controller-gen' } },
  bpf2go: { get: { install: 'github.com/cilium/ebpf/cmd/bpf2go' } },
};

/** Languages that protoc writes without a plugin. */
const BUILT_IN = new Set(['cpp', 'csharp', 'java', 'kotlin', 'objc', 'php', 'pyi', 'python', 'ruby', 'rust']);

/** What is known of a program, by its name without a directory. */
export function generatorOf(program: string): Generator | undefined {
  return GENERATORS[program];
}

/** Plugins that a command runs: those of protoc, which finds them in PATH. */
export function pluginsOf({ program, args }: GenerateCommand): string[] {
  if (posix.basename(program) !== 'protoc') return [];
  const given = new Set(
    args.flatMap((one) => /^--plugin=([^=]+)=/.exec(one)?.[1] ?? []).map((name) => name.toLowerCase()),
  );
  return args
    .flatMap((one) => /^--(.+)_out=/.exec(one)?.[1] ?? [])
    .filter((language) => !BUILT_IN.has(language))
    .map((language) => `protoc-gen-${language}`)
    .filter((name) => !given.has(name));
}

/** What a command makes, relative to the directory of its directive; undefined where that cannot be told. */
export function outputsOfCommand({ program, args }: GenerateCommand): string[] | undefined {
  const { name, rest } = toolOf(program, args);
  const known = GENERATORS[name];
  const outputs =
    known?.outputs === undefined ? named('o', 'out', 'output', 'destination')(rest) : known.outputs(rest);
  return outputs?.every((path) => !/[$*?[\]{}]/.test(path) && !posix.isAbsolute(path)) === true
    ? outputs
    : undefined;
}

/** The tool that runs in the end: `go run example.com/cmd/x@v1.2.3` and `go tool x` are `x`. */
function toolOf(program: string, args: readonly string[]): { name: string; rest: readonly string[] } {
  if (program !== 'go' || !['run', 'tool'].includes(args[0] ?? ''))
    return { name: posix.basename(program), rest: args };
  const at = args.findIndex((word, index) => index > 0 && !word.startsWith('-'));
  const path = (args[at] ?? '').replace(/@.*$/, '').replace(/\/v\d+$/, '');
  return { name: posix.basename(path), rest: at === -1 ? [] : args.slice(at + 1) };
}

function valueOf(args: readonly string[], ...flags: readonly string[]): string | undefined {
  for (const [index, word] of args.entries()) {
    const [, flag = '', value] = /^--?([\w-]+)(?:=(.*))?$/.exec(word) ?? [];
    if (flags.includes(flag)) return value ?? args[index + 1];
  }
  return undefined;
}

/** `-type=A,B [directory]` makes a_string.go, or a_string_test.go for types of tests. */
function ofTypes(flag: string, ending: string) {
  return (args: readonly string[]): string[] | undefined => {
    const output = valueOf(args, flag);
    if (output !== undefined) return [output];
    const [type = ''] = (valueOf(args, 'type') ?? '').split(',');
    const last = args.at(-1) ?? '';
    if (type === '' || last.endsWith('.go'))
      return type === '' ? undefined : [`${type.toLowerCase()}${ending}.go`];
    const isDirectory = /^\.{0,2}\//.test(last) || last === '.' || last === '..';
    const names = [`${type.toLowerCase()}${ending}.go`, `${type.toLowerCase()}${ending}_test.go`];
    return names.map((name) => (isDirectory ? posix.join(last, name) : name));
  };
}

/** With paths=source_relative, a file beside each .proto, below the directory of `--go_out`. */
function ofProtoc(args: readonly string[]): string[] | undefined {
  const protos = args.filter((word) => word.endsWith('.proto') && !word.startsWith('-'));
  const roots = args.flatMap((word) => /^(?:--proto_path=|-I=?)(.+)$/.exec(word)?.[1] ?? []);
  const outs = args.flatMap((word) => {
    const [, plugin, value] = /^--(.+)_out=(.*)$/.exec(word) ?? [];
    return plugin === undefined || value === undefined ? [] : [{ plugin, value }];
  });
  const endings: Readonly<Record<string, string>> = { go: '.pb.go', 'go-grpc': '_grpc.pb.go' };
  const made = outs.map(({ plugin, value }) => {
    const options = args.filter((word) => word.startsWith(`--${plugin}_opt=`)).join();
    const ending = endings[plugin];
    const [parameters, directory] = value.includes(':') ? value.split(':', 2) : ['', value];
    if (ending === undefined || !`${options},${parameters}`.includes('paths=source_relative'))
      return undefined;
    return protos.map((proto) => {
      const root = roots
        .map((one) => posix.normalize(`${one}/`))
        .find((one) => one === './' || posix.normalize(proto).startsWith(one));
      const relative =
        root === undefined || root === './' ? proto : posix.normalize(proto).slice(root.length);
      return posix.join(directory ?? '.', relative.replace(/\.proto$/, ending));
    });
  });
  const all = made.flatMap((one) => one ?? []);
  return protos.length === 0 || made.length === 0 || made.some((one) => one === undefined) ? undefined : all;
}
