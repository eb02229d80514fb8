/** What stands above the executors. */
export const INTRODUCTION = `
# Executors

<!-- Written by scripts/write-executor-docs.mjs from the schemas of the executors. Change those, or the texts there. -->

An executor runs the go command for one target of a project, in the [build dimension](dimensions.md) of that target. Put
options into \`options\` of the target in project.json, into one of its \`configurations\`, or on the command line of Nx:

\`\`\`sh
npx nx run app:go-build --race
npx nx run app:go-test --run=TestGreet
\`\`\`

Option names follow the flags of the go command. GOFLAGS counts as well: its flags come first, those of the options win.

What an option leaves out comes from the environment of the task (dotenv files that Nx loads for it included), then from
the file that \`go env -w\` writes, then from Go's defaults.
`.trim();

/** What an executor does beyond its options. */
export const EXECUTOR_NOTES = {
  'go-build': `
\`\`\`json
{
  "executor": "goshawk:go-build",
  "options": { "tags": ["netgo"], "ldflags": "-s -w -X 'main.title=Good morning'" },
  "configurations": {
    "linux-arm64": { "goos": "linux", "goarch": "arm64", "cgo": false },
    "windows-amd64": { "goos": "windows", "goarch": "amd64" }
  }
}
\`\`\`

- Each main package becomes \`dist/<project root>/<goos>-<goarch>/<name>\`, with \`.exe\` for Windows. The name is the one that
  \`go build\` would choose; where two main packages of one project share it, each is named after its directory.
- Without \`goos\` and \`goarch\` the platform is taken from the option \`env\`, the environment of the task, the file that
  \`go env -w\` writes, or the host. That happens when Nx makes its project graph: \`npx nx show project app\` shows it.
- Other packages are compiled, and leave nothing but cache entries.
- An artifact is put in place by a rename once its build has succeeded. A build that fails leaves the old one as it was.
- An old artifact is kept only if this dimension made it and nobody has touched it since. A plain \`go build -o\` keeps one
  whose static C library has changed.
- Beside each artifact lies \`<name>.intoto.json\`: [what it was built from](attestations.md). Every artifact of a run is checked
  against it, replayed ones included.
- Every target gets a configuration \`debug\` (\`-gcflags "all=-N -l"\`), unless it has one of that name.
- Tasks that run together, with equal environment and flags, share one \`go build\`. What one task builds does not depend
  on the others, and a task that does not compile fails alone.
`.trim(),
  'go-test': `
\`\`\`json
{
  "executor": "goshawk:go-test",
  "options": { "coverProfile": "dist/libs/greet/cover.out" },
  "configurations": { "race": { "race": true }, "once": { "count": 1 } }
}
\`\`\`

- Passing packages print one line each; failing tests print their output, and a summary names them at the end. With
  \`verbose\`, everything is printed.
- Go's \`(cached)\` is believed only if everything that the tests read through package os when they passed still has the same
  content: files inside and outside the module, and environment variables. Otherwise the tests run.
- What the tests read is recorded in \`test-inputs.json\` in the output directory. When Nx replays the task, Goshawk compares
  that record with what is there now ([getting started](getting-started.md#a-test-that-reads-something-nx-does-not-know-of)).
- \`junitFile\` has a suite for each package with tests and a case for each run of a test or subtest. What does not build, panics,
  times out or never ends is an error, what a test objects to a failure. \`jsonFile\` has the events of \`go test -json\`, package
  by package. Both are outputs of the target, and speak of a task's own packages, whatever was tested beside it; results that
  are \`(cached)\` are in them. In nx.json, \`{projectName}\` or \`{projectRoot}\` in the path gives every project a file of its own.
- \`coverageThreshold\` fails a task whose tests pass and reach too little, and names the packages below it. Statements count as
  \`go tool cover -func\` counts them, with those of function literals outside functions. Tasks share go commands all the same.
  \`goshawk coverage merge dist/*/cover.out -o cover.out --threshold 80\` makes one profile of many, and judges that.
- Before Go 1.25, tests run each time where a profile or a threshold is wanted: Go keeps no result then.
`.trim(),
  'go-vet': `
It runs in the same dimension as \`go-test\` with the same options, so that nothing is compiled twice. Where
build constraints leave no package of the project on the platform of the task, it succeeds and says so.
`.trim(),
  'go-fmt': `
\`npx nx run app:go-fmt\` fails with the differences (\`gofmt -d\`), \`npx nx run app:go-fmt --fix\` takes them over. One gofmt serves
all tasks that run together. Files are those of \`go fmt\`: every Go file beside a package, generated ones and those that build
constraints leave out among them, and gofmt is the one of the toolchain.

What only checks is cached. What changes files is never replayed: nothing is stored for \`--fix\`, and a target with \`fix\` in its
options or in a configuration is not cached.
`.trim(),
  'go-tidy': `
\`npx nx run app:go-tidy\` fails with the differences (\`go mod tidy -diff\`, or a tidied copy before Go 1.23), \`--fix\` runs
\`go mod tidy\`. Like that, it reads no go.work: a module that go.work alone provides needs a \`replace\` in go.mod. \`go work sync\` is no
part of it. It runs where other go commands say that go.mod needs updates.

It is cached as [go-fmt](#go-fmt) is. Go files of modules that \`replace\` names count, and not only those of the module.
`.trim(),
  'go-generate': `
Runs \`go generate ./...\` of the project, with the GOCACHE of its dimension.

- Programs that directives run are looked for first. If one is missing, it is named with how to get it, and nothing runs; so are
  the plugins of protoc.
- Outputs are read from the directives, where these say them: \`stringer\`, \`mockgen\`, \`moq\`, \`wire\`, \`protoc\` with
  \`paths=source_relative\`, and \`-o\`, \`-out\`, \`-output\` and \`-destination\` of others, also behind \`go run\` and \`go tool\`. The
  task is cached if all directives do, or if you declare \`outputs\`; else it runs every time.
- A cached task that wrote another file of its project fails, and says what to add to \`outputs\`.
- Files of the project, of packages that it reads or runs, and what directives name outside (\`../proto/a.proto\`) are inputs, and
  so are the programs themselves and the variables that directives name. What else a generator reads has to be added to \`inputs\`.
- Tasks that need a generated file [wait for it](graph.md#code-and-files-that-tasks-make) if git ignores it; what is
  committed is there without.
`.trim(),
  'go-lint': `
Runs golangci-lint, version 1 or 2, with GOCACHE and GOLANGCI_LINT_CACHE of the dimension. It is inferred where there is a
\`.golangci.yml\`, \`.yaml\`, \`.toml\` or \`.json\` in the project or above it in the workspace, or where the plugin's options name
\`go-lint\`. Where nothing is found, it runs with \`--no-config\`: a configuration outside the workspace does not count.

The linter itself and its configuration are in the task hash; other files that linters are told to read have to be added to
\`inputs\`. It is cached as [go-fmt](#go-fmt) is, and changes files only with \`--fix\`.
`.trim(),
  'go-vuln': `
\`\`\`json
{
  "executor": "goshawk:go-vuln",
  "options": { "sarifFile": "dist/{projectRoot}/vuln.sarif" }
}
\`\`\`

Runs [govulncheck](https://go.dev/doc/security/vuln/) with the GOCACHE, the platform and the tags of the project, and fails where
code is called that a known vulnerability is in. It is inferred only where the plugin's options name \`go-vuln\`, such as
\`"targets": { "go-vuln": {} }\`.

- The result is printed, and with \`sarifFile\` written as SARIF as well; a run that fails before it has a result leaves no such
  file. In it, paths are relative to the module.
- It is never cached, since the vulnerability database changes while the code does not: a task with \`"cache": true\` is refused.
- The database comes from the network, unless \`db\` names [a copy](https://go.dev/doc/security/vuln/database) in a directory.
- Where govulncheck is missing, \`go get -tool golang.org/x/vuln/cmd/govulncheck@latest\` makes it a tool of the go.mod (Go 1.24),
  and \`go install golang.org/x/vuln/cmd/govulncheck@latest\` puts it into GOBIN.
`.trim(),
  'go-run': `
\`\`\`json
{
  "executor": "goshawk:go-run",
  "options": { "args": ["--name", "Ada"], "watch": true }
}
\`\`\`

Builds the program, starts it on your terminal and passes signals on to it. A program that ends with 0 is a success. The
task is continuous and never cached. Nx itself ends with 0 after a continuous task that failed; a script that needs the
program's exit code sets \`"continuous": false\` on the target.
`.trim(),
};

/** What stands above the options that every executor that compiles has. */
export const SHARED_INTRODUCTION = `
\`cacheRoot\` and \`goBinary\` can be set for all targets at once, in the plugin's options in nx.json.

On the command line, \`--goos=windows\` chooses a platform; \`--env.GOOS=windows\` is refused.
`.trim();
