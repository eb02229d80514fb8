import type { Command } from 'commander';

/** What people type, and what they get, by verb. */
const EXAMPLES: Readonly<Record<string, readonly (readonly [command: string, meaning: string])[]>> = {
  goshawk: [
    ['goshawk doctor', 'what is installed, configured and wrong'],
    ['goshawk exec -- go test ./...', 'any go command, in its dimension'],
    ['goshawk cache verify', 'whether cached packages are what Go wrote'],
  ],
  'goshawk exec': [
    ['goshawk exec -- go build -o app ./cmd/app', 'as `go build`, with a cache that is verified'],
    ['goshawk exec -- go test -race ./...', 'in the dimension of race tests'],
  ],
  'goshawk env': [
    ['eval "$(goshawk env --shell)"', 'for this terminal'],
    ['goshawk env --direnv >> .envrc', 'for direnv'],
    ['goshawk env --vscode -- -tags=integration', 'for an editor, with a tag'],
  ],
  'goshawk dimension': [
    ['goshawk dimension', 'of this directory'],
    ['goshawk dimension api -- -race', 'of a project, with a flag'],
  ],
  'goshawk dimension diff': [
    ['goshawk dimension diff linux-amd64-cgo1-0a1b2c .', 'a recorded dimension, and this directory now'],
  ],
  'goshawk graph': [
    ['goshawk graph', 'projects and what they import'],
    ['goshawk graph --packages --dot | dot -Tsvg -o graph.svg', 'a picture of all packages'],
  ],
  'goshawk why': [
    ['goshawk why api golang.org/x/text', 'which import brings a module in'],
    ['goshawk why api store', 'or another project'],
  ],
  'goshawk affected': [
    ['goshawk affected --base origin/main', 'what a branch can change'],
    ['goshawk affected --base HEAD~1 --json', 'what the last commit did, for a script'],
  ],
  'goshawk doctor': [['goshawk doctor --json', 'for a bug report']],
  'goshawk sync': [
    ['goshawk sync', 'writes go.work and go.mod files'],
    ['goshawk sync --check', 'for CI: exit with 1 where they differ'],
  ],
  'goshawk cache': [['goshawk cache verify', 'whether entries are what Go wrote']],
  'goshawk cache verify': [
    ['goshawk cache verify --repair', 'moves what is wrong into quarantine'],
    [
      'goshawk cache verify --gocache "$(go env GOCACHE)" --forensic',
      "a terminal's own cache, content IDs as well",
    ],
    ['goshawk cache verify --max-duration 30s', 'as much as fits, longest unverified first'],
  ],
  'goshawk cache list': [
    ['goshawk cache list --limit 20', 'the largest entries'],
    ['goshawk cache list --sort used --kind archive --json', 'packages by last use, for a script'],
  ],
  'goshawk cache inspect': [
    ['goshawk cache inspect example.com/store', 'a package: its entries, and what imports it'],
    ['goshawk cache inspect dist/app/linux-amd64/app', 'what made a program'],
  ],
  'goshawk cache gocacheverify': [['goshawk cache gocacheverify api:go-build', 'what one target builds']],
  'goshawk attest': [['goshawk attest verify dist/app/*/*', 'artifacts of all platforms']],
  'goshawk attest verify': [
    ['goshawk attest verify --json dist/app/linux-amd64/app', 'one artifact, for a script'],
  ],
  'goshawk coverage': [
    ['goshawk coverage merge dist/*/cover.out -o cover.out', 'one profile of all projects'],
  ],
  'goshawk coverage merge': [
    ['goshawk coverage merge dist/*/cover.out -o cover.out', 'one profile of all projects'],
    ['goshawk coverage merge */c.out -o all.out --threshold 80', 'for CI: exit with 1 below 80 %'],
  ],
  'goshawk turbo': [
    ['goshawk turbo sync', 'package.json stubs and turbo.json files, from go.mod and imports'],
    ['goshawk turbo run build test', 'as `turbo run build test`'],
  ],
  'goshawk turbo sync': [
    ['goshawk turbo sync', 'writes what is missing or out of date'],
    ['goshawk turbo sync --check', 'for CI: exit with 1 where something is'],
  ],
  'goshawk turbo run': [
    ['goshawk turbo run test --affected', 'what a change can reach, by packages'],
    ['goshawk turbo run test -- -run TestHTTP', 'flags for the go command'],
  ],
  'goshawk turbo task': [['goshawk turbo task test', 'the tests of the module in this directory']],
  'goshawk completion': [
    ['source <(goshawk completion bash)', 'in .bashrc'],
    ['goshawk completion zsh > "${fpath[1]}/_goshawk"', 'for zsh'],
    ['goshawk completion fish > ~/.config/fish/completions/goshawk.fish', 'for fish'],
  ],
};

/**
 * Shows examples below the help of a command and of all commands in it.
 *
 * @throws Error for a command without one: what it is for would be left to guess
 */
export function addExamples(command: Command, path = command.name()): void {
  const examples = EXAMPLES[path];
  if (examples === undefined) throw new Error(`${path} has no example`);
  const width = Math.max(...examples.map(([text]) => text.length));
  const lines = examples.map(([text, meaning]) => `  ${text.padEnd(width)}  # ${meaning}\n`);
  command.addHelpText('after', `\nExamples:\n${lines.join('')}`);
  for (const inner of command.commands) addExamples(inner, `${path} ${inner.name()}`);
}
