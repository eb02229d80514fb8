/** What stands above the generators. */
export const INTRODUCTION = `
# Generators

<!-- Written by scripts/write-generator-docs.mjs from the schemas of the generators. Change those, or the texts there. -->

\`\`\`sh
npx nx add goshawk                       # installs the package and runs init
npx nx g goshawk:app apps/api            # a program
npx nx g goshawk:lib libs/store          # a library
npx nx g goshawk:target api --platforms=windows/amd64
npx nx sync                              # go.work and go.mod in step with the code
npx nx g goshawk:ci --containers=api
\`\`\`

All of them work with \`--dry-run\`, change nothing when they run a second time, and leave the comments and the layout of go.work,
go.mod and nx.json as they are. Nx Console shows their options as forms.
`.trim();

/** What a generator does beyond its options. */
export const GENERATOR_NOTES = {
  init: `
- nx.json lists the plugin, with the options that you give, and its sync generator in \`sync.globalGenerators\`. An entry that is
  there stays as it is.
- \`.gitignore\` gets \`dist\`, \`.nx/cache\` and \`.nx/workspace-data\`; \`.nxignore\` gets what debuggers leave beside Go code. A rule
  that ignores as much is enough.
- \`--undo\` takes back what earlier runs wrote. They keep a record in \`.nx/goshawk-init.json\`. A file that nobody has changed
  since becomes what it was, byte for byte; of another one, only init's own lines go. A go.work that was changed stays.`,
  app: `
Without further options, a directory beneath a module becomes a package of that module, with a project.json; any other one
becomes a module of its own. A new module

- is called by the prefix of the workspace and its directory, such as \`example.com/shop/apps/api\`. The prefix is the plugin's option
  \`projectNames.stripPrefix\`, else what the modules there have in common, else \`example.com/\` and the name in package.json. Paths
  without a domain are refused: \`go get\` would not find them;
- has the \`go\` line of the go.work that uses it, else that of the toolchain in use;
- is used by go.work. The second module of a workspace brings a go.work, unless modules replace one another.

\`npx nx run api:go-build\` finds \`apps/api\` by the end of its name. Files that are there are never overwritten.`,
  lib: `
It has the same rules as \`app\`. Where modules replace one another and there is no go.work, a module that imports the library needs
\`require\` and \`replace\` lines, and so does each module that uses that one. \`--importers\` writes them at once; else \`npx nx sync\` does
when the import is there.`,
  target: `
- Without \`--name\`, platforms and settings are added to the go-build target that the project has. An inferred one is written into
  project.json with what the plugin's options say of it.
- With \`--name\`, the target is a second one, with output directories of its own (\`dist/apps/api/release/linux-arm64\`), and the first
  of its platforms is its default.
- For each configuration, the [dimension](dimensions.md) is shown that it would build in here, or why it cannot be told.
- \`--version\` ends up in \`ldflags\`, and so in the task hash. For the version of a tag, give \`--ldflags\` to \`nx run\`, or use \`--stamp\`.
- With \`--cgo\`, each platform but this machine's gets \`CC\` and \`CXX\` in \`env\`. Install the compiler; Goshawk does not.
- Every artifact is [attested](attestations.md) and checked after each run in any case. \`--attest\` adds a target that checks once
  more, such as \`nx run api:release-attest:linux-arm64\`.`,
  sync: `
\`nx sync\` and \`nx sync:check\` run it once init has registered it; \`nx sync:check\` fails where something differs. \`npx goshawk sync
[--check]\` does the same without Nx, and also where Nx has no project graph because a go.work names a directory that is gone.

- **go.work** uses every module beneath it, and none whose go.mod is gone. Its \`go\` line is no older than those of its modules.
  Modules of another, nearer go.work are that one's. Of two modules with one path, the one that is used stays.
- **go.mod**, where no go.work uses the module: \`require\` and \`replace\` lines for modules of the workspace that its packages or tests
  import and nothing else provides, and for those that these need in turn; a \`replace\` whose module was moved leads to the new
  place; the \`go\` line is no older than theirs. A published version, or a replacement by a fork, stays.

Modules that are to stay out of go.work are named in nx.json:

\`\`\`json
{ "sync": { "generatorOptions": { "goshawk:sync": { "exclude": ["tools"] } } } }
\`\`\``,
  ci: `
The workflow has a job for each platform: vet, test and build on the runner's own, build on the others. Each job

- restores the build cache under a key with the name of the [dimension](dimensions.md), which holds its fingerprint: what another
  toolchain made is never restored; verifies it, and moves wrong entries into quarantine;
- fails where go.work or go.mod are not in step, runs the tasks that the change can reach, writes a summary, and shows errors of
  the compiler and of vet beside the code;
- saves the cache on the named branch only. A pull request reads caches, and never writes what others will read.

Each project of \`--containers\` gets a Dockerfile with two targets: an image from the artifact that Nx has built and attested, and
one that builds from source, with a BuildKit cache mount for each dimension. Both are distroless and run as nobody.`,
};

/** What stands beneath the generators. */
export const REFUSALS = `
## What refusals mean

A generator that refuses has written nothing.

| code | what it means | what to do |
| --- | --- | --- |
| \`invalid-directory\` | The directory is outside the workspace, its root, or one that the go command passes over. | Give one such as \`apps/api\`. |
| \`invalid-module-path\`, \`module-path-taken\` | No module can be called so, or another one is. | Give \`--modulePath\`. |
| \`no-such-module\`, \`no-such-project\` | A name fits no module, or no Go project, of the workspace. | Give a directory, or a name that \`npx goshawk graph\` shows. |
| \`other-package-there\`, \`no-package-name\` | The directory has Go files of another package, or a name that no package can have. | Choose another directory. |
| \`invalid-go-version\` | \`--goVersion\` is nothing for a \`go\` line. | Give one such as \`1.24\`. |
| \`incomplete-version\` | Of \`--version\` and \`--versionVariable\`, one is missing. | Give both. |
| \`no-cross-compiler\` | No C compiler is known for the platform. | \`--crossCompiler=none\`, and \`CC\` in \`env\` by hand. |
| \`attest-needs-platforms\`, \`no-single-program\` | The project has no program, no platform, or more than one program. | What the message says. |
| \`plugin-not-listed\` | nx.json has no entry that an option could be set in. | \`npx nx g goshawk:init\` |
| \`nothing-to-undo\` | There is no record of what init wrote. | Take the plugin out of nx.json by hand. |
| \`invalid-sync-option\` | \`sync.generatorOptions\` in nx.json is not as above. | Correct it there. |
| \`invalid-name\` | \`--workflow\` or \`--branch\` has characters that YAML or a shell would read otherwise. | Use letters, digits, \`-\` and \`_\`. |
`.trim();
