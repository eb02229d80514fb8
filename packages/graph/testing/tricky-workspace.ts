import type { ProxyModule } from '../../toolchain/testing/module-proxy';
import type { Files } from '../../support/testing/make-directory';
import { brokenShapes } from './shapes/broken-shapes';
import { constraintShapes } from './shapes/constraint-shapes';
import { importShapes } from './shapes/import-shapes';
import { linkShapes, linkTargets, moduleShapes } from './shapes/module-shapes';
import { replacementShapes } from './shapes/replacement-shapes';
import { goMod, target, type Shapes } from './shapes/shape';
import { workspaceShapes } from './shapes/workspace-shapes';

/** A workspace as data. */
export interface FixtureWorkspace {
  /** Contents by path. */
  readonly files: Files;
  /** Symbolic links: the path, and what it points at as written in the link. */
  readonly links: Readonly<Record<string, string>>;
  /** What a module proxy has to have. */
  readonly proxy: readonly ProxyModule[];
}

const ALL: readonly Shapes[] = [
  importShapes,
  constraintShapes,
  moduleShapes,
  linkShapes,
  linkTargets,
  replacementShapes,
  workspaceShapes,
  brokenShapes,
];

/**
 * A workspace of well over a hundred modules, each named after what it shows: `in/` are those of go.work, `alone/` those of none,
 * `target/` has a package for every name that a file mentions, so that a false edge has somewhere to go.
 */
export function trickyWorkspace(shapes: readonly Shapes[] = ALL): FixtureWorkspace {
  const files = merge(shapes.map((shape) => shape.files));
  const used = ['target', ...shapes.flatMap((shape) => shape.used)];
  const replacements = shapes.flatMap((shape) => shape.replacements ?? []);
  const goWork = [
    'go 1.25\n\nuse (',
    ...used.map((directory) => `\t"./${directory}"`),
    ')',
    ...replacements.map((line) => `\nreplace ${line}`),
    '',
  ];
  return {
    files: {
      ...files,
      ...targets(files),
      'target/go.mod': goMod('example.com/target'),
      'go.work': goWork.join('\n'),
    },
    links: merge(shapes.map((shape) => shape.links ?? {})),
    proxy: shapes.flatMap((shape) => shape.proxy ?? []),
  };
}

/** The packages that some file mentions. */
function targets(files: Files): Files {
  const prefix = target('');
  const texts = Object.values(files).map((content) => Buffer.from(content).toString('latin1'));
  const names = texts.flatMap((text) =>
    text
      .split(prefix)
      .slice(1)
      .map((rest) => /^[\w-]*/.exec(rest)?.[0] ?? ''),
  );
  const escaped = ['path-escaped'];
  return Object.fromEntries(
    [...names, ...escaped].map((name) => [`target/${name}/target.go`, 'package target\n']),
  );
}

function merge<T>(records: readonly Readonly<Record<string, T>>[]): Record<string, T> {
  return Object.fromEntries(records.flatMap((record) => Object.entries(record)));
}
