#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { formatError, GoshawkError } from '../support';
import { printAffected, type AffectedOptions } from './affected';
import { verifyAttested, type AttestOptions } from './attest';
import { verifyCacheWithGo, type CacheGocacheverifyOptions } from './cache-gocacheverify';
import { printCacheEntry, type CacheInspectOptions } from './cache-inspect';
import { printCacheList, type CacheListOptions } from './cache-list';
import { verifyCacheOf, type CacheVerifyOptions } from './cache-verify';
import { completionScript, SHELLS } from './completion';
import { mergeCoverage, type CoverageMergeOptions } from './coverage-merge';
import { printDoctor, type DoctorOptions } from './doctor';
import { printDifference, printDimension, type DimensionOptions } from './dimension';
import { printEnv, type EnvOptions } from './env';
import { addExamples } from './examples';
import { exec } from './exec';
import { printGraph, type GraphOptions } from './graph';
import { runTurboTask, runWithTurbo } from './turbo-run';
import { syncTurbo, type TurboSyncOptions } from './turbo-sync';
import { syncModules, type SyncOptions } from './sync';
import { printWhy, type WhyOptions } from './why';
import type { PlaceOptions } from './context';

const EXIT_USAGE = 2;

/** Reads the command line and runs a verb; the result is the exit code. */
async function main(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = new Command('goshawk')
    .description('Go commands in build dimensions of their own.')
    .version(ownVersion())
    .enablePositionalOptions()
    .exitOverride();
  withPlace(program.command('exec'))
    .description('run a go command in its build dimension: same output, same exit code')
    .usage('[options] [--] go build …')
    .argument('<command...>', 'the go command line')
    .passThroughOptions()
    .action(async (words: string[], options: PlaceOptions) => {
      exitCode = await exec(words, options);
    });
  withPlace(program.command('env'))
    .description('settings with which a terminal or an editor uses the dimension of this directory')
    .usage('[options] [-- build flags]')
    .argument('[flags...]', 'build flags, such as -tags=integration')
    .option('--shell', 'as export lines: eval "$(goshawk env --shell)"')
    .option('--direnv', 'for .envrc')
    .option('--vscode', 'for .vscode/settings.json')
    .option('--json', 'as one JSON document')
    .action(async (flags: string[], options: EnvOptions) => {
      exitCode = await printEnv(flags, options);
    });
  const dimension = withPlace(program.command('dimension'))
    .description('the build dimension of a project or directory: components, values, sources')
    .usage('[options] [project|directory] [-- build flags]')
    .argument('[place]', 'project or directory', '.')
    .argument('[flags...]', 'build flags, such as -race')
    .option('--json', 'as one JSON document')
    .action(async (named: string, flags: string[], options: DimensionOptions) => {
      const isFlag = named.startsWith('-');
      exitCode = await printDimension(isFlag ? '.' : named, isFlag ? [named, ...flags] : flags, options);
    });
  withPlace(dimension.command('diff'))
    .description('what differs between two dimensions: recorded ones, or a directory now')
    .argument('<a>', 'name of a dimension, its directory, or a directory with Go code')
    .argument('<b>', 'likewise')
    .option('--json', 'as one JSON document')
    .option('--exit-code', 'exit with 1 when they differ')
    .action(async (first: string, second: string, options: DimensionOptions) => {
      exitCode = await printDifference(first, second, options);
    });
  withPlace(program.command('graph'))
    .description('the projects of this workspace, what they import, and external modules')
    .option('--packages', 'packages instead of projects')
    .option('--json', 'as one JSON document')
    .option('--dot', 'for Graphviz')
    .option('--mermaid', 'for Mermaid')
    .action((options: GraphOptions) => {
      exitCode = printGraph(options);
    });
  withPlace(program.command('why'))
    .description('the chain of imports that leads from a project to another one, or to a module')
    .argument('<from>', 'a project, or a package by import path or directory')
    .argument('<to>', 'likewise, or a module such as golang.org/x/text')
    .option('--json', 'as one JSON document')
    .action((from: string, to: string, options: WhyOptions) => {
      exitCode = printWhy(from, to, options);
    });
  withPlace(program.command('affected'))
    .description('projects whose builds or tests read files that changed since a commit')
    .requiredOption('--base <reference>', 'the commit, branch or tag to compare with, such as origin/main')
    .option('--head <reference>', 'likewise, instead of the files as they are now')
    .option('--json', 'as one JSON document')
    .action(async (options: AffectedOptions) => {
      exitCode = await printAffected(options);
    });
  withPlace(program.command('doctor'))
    .description('what is installed, configured and wrong, and what to do about it')
    .option('--json', 'as one JSON document')
    .action(async (options: DoctorOptions) => {
      exitCode = await printDoctor(options, ownVersion());
    });
  withPlace(program.command('sync'))
    .description('brings go.work and go.mod files in step with the modules and what they import')
    .option('--check', 'write nothing; exit with 1 where something differs')
    .option('--json', 'as one JSON document')
    .action((options: SyncOptions) => {
      exitCode = syncModules(options);
    });
  const cache = program.command('cache').description('the build caches of dimensions, or any other GOCACHE');
  withPlace(cache.command('verify'))
    .description('whether entries are what Go wrote, found before a build reads them')
    .option('--dimension <name>', 'one dimension (default: all)')
    .option('--gocache <directory>', 'another cache of the go command')
    .option('--quick', 'entries that are new since the last verification')
    .option('--full', 'every entry: digest and action ID (default)')
    .option('--forensic', 'every entry: content ID as well')
    .option('--subset <n/t>', 'the n-th of t parts')
    .option('--max-duration <time>', 'such as 30s; entries verified longest ago come first')
    .option('--repair', 'move bad entries into quarantine, so that Go makes them anew')
    .option('--repaired-ok', 'exit with 0 where all that was wrong is repaired')
    .option('--json', 'as one JSON document')
    .action((options: CacheVerifyOptions) => {
      exitCode = verifyCacheOf(options);
    });
  withPlace(cache.command('list'))
    .description('entries: IDs, size, times, kind, and the package where it can be told')
    .option('--dimension <name>', 'one dimension (default: all)')
    .option('--gocache <directory>', 'another cache of the go command')
    .option('--sort <order>', 'size, created, used, package or kind', 'size')
    .option('--kind <kind>', 'entries of one kind, such as archive')
    .option('--limit <number>', 'as many entries at most')
    .option('--json', 'as one JSON document, with whole IDs')
    .action(async (options: CacheListOptions) => {
      exitCode = await printCacheList(options);
    });
  withPlace(cache.command('inspect'))
    .description('all that is known of entries, what they import and what imports them')
    .argument('<subject>', 'an import path, an action, output or build ID, or a file')
    .option('--dimension <name>', 'one dimension (default: all)')
    .option('--gocache <directory>', 'another cache of the go command')
    .option('--json', 'as one JSON document')
    .action((subject: string, options: CacheInspectOptions) => {
      exitCode = printCacheEntry(subject, options);
    });
  withPlace(cache.command('gocacheverify'))
    .description("Go's own check: compiles everything again and compares (as slow as with an empty cache)")
    .usage('[options] <project:target|packages...> [-- build flags]')
    .argument('[packages...]', 'one project:target, one project, or packages', ['./...'])
    .option('--repaired-ok', 'exit with 0 where all that was wrong is repaired')
    .option('--json', 'as one JSON document')
    .action(async (words: string[], options: CacheGocacheverifyOptions) => {
      exitCode = await verifyCacheWithGo(words, options);
    });
  program
    .command('attest')
    .description('what artifacts were built from')
    .command('verify')
    .description('checks artifacts against the attestations beside them: content, platform, dimension')
    .argument('<file...>', 'artifacts, or their attestations')
    .option('--json', 'as one JSON document')
    .action((files: string[], options: AttestOptions) => {
      exitCode = verifyAttested(files, options);
    });
  program
    .command('coverage')
    .description('coverage profiles of go test')
    .command('merge')
    .description('one profile from those of many tasks')
    .argument(
      '<profiles...>',
      'files that the option coverProfile of go-test, or go test -coverprofile, wrote',
    )
    .requiredOption('-o, --output <file>', 'file for the result')
    .option('--threshold <percent>', 'exit with 1 where fewer statements of all are covered')
    .option('--json', 'as one JSON document')
    .action((profiles: string[], options: CoverageMergeOptions) => {
      exitCode = mergeCoverage(profiles, options);
    });
  const turbo = program
    .command('turbo')
    .description(
      'Turborepo: its files from the Go graph, and runs whose hashes have all that decides a Go build',
    );
  withPlace(turbo.command('sync'))
    .description('writes package.json stubs and turbo.json files from the Go graph')
    .option('--check', 'write nothing, and exit with 1 where something would change')
    .option('--json', 'as one JSON document')
    .action((options: TurboSyncOptions) => {
      exitCode = syncTurbo(options);
    });
  turbo
    .command('run')
    .description('`turbo run`, with all that decides a Go build in its hashes, and few go commands')
    .usage("<tasks...> [turbo's own options] [-- flags of the go command]")
    .allowUnknownOption()
    .helpOption('--help-goshawk', 'this help; --help is that of turbo')
    .argument('[arguments...]', 'as turbo takes them')
    .passThroughOptions()
    .action(async () => {
      exitCode = await runWithTurbo(argv.slice(argv.indexOf('run') + 1));
    });
  turbo
    .command('task')
    .description('one task of the Go module in this directory: what the stubs start')
    .usage('<build|test|vet> [flags of the go command]')
    .allowUnknownOption()
    .argument('<arguments...>', 'the task, then flags')
    .passThroughOptions()
    .action(async (words: string[]) => {
      exitCode = await runTurboTask(words);
    });
  program
    .command('completion')
    .description('a script with which a shell completes verbs and options')
    .argument('<shell>', SHELLS.join(', '))
    .action((shell: string) => {
      process.stdout.write(completionScript(program, shell));
    });
  addExamples(program);
  await program.parseAsync([...argv]);
  return exitCode;
}

function withPlace(command: Command): Command {
  return command
    .option(
      '--cache-root <directory>',
      'directory of all dimensions (default: GOSHAWK_CACHE_ROOT, else the user cache directory)',
    )
    .option('--go <command>', 'the go command (default: go)');
}

function ownVersion(): string {
  const file = join(__dirname, '..', '..', 'package.json');
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return version;
}

main(process.argv).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : EXIT_USAGE;
      return;
    }
    process.stderr.write(`goshawk: ${formatError(error)}\n`);
    process.exitCode = error instanceof GoshawkError ? error.exitCode : 1;
  },
);
