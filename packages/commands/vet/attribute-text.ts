import { dirname, resolve } from 'node:path';
import type { Listing } from '../../dimension';
import { packageUnderTest } from '../package-blocks';

/** Which packages text of `go vet` speaks of. */
export interface Attribution {
  /** Import paths. */
  readonly named: ReadonlySet<string>;
  /** Whether every part of the text speaks of a package of the workspace. */
  readonly isWhole: boolean;
}

/**
 * Attributes text of `go vet` to packages: by the `# path` lines before it, and, since Go 1.26 prints what it finds without
 * them, by the directories of the files that it names.
 *
 * @param cwd directory in which the go command ran, to which it makes paths relative
 */
export function attributeText(
  text: string,
  cwd: string,
  { packages }: Pick<Listing, 'packages'>,
): Attribution {
  const byDirectory = new Map(packages.map(({ dir, importPath }) => [dir, importPath]));
  const known = new Set(byDirectory.values());
  const named = new Set<string>();
  let isWhole = true;
  let hasSubject = false;
  for (const line of text.split(/\r?\n/).filter((one) => one.trim() !== '')) {
    const header = /^# \[?([^\s\]]+(?: \[\S+\])?)\]?$/.exec(line)?.[1];
    const file = /^(?:vet: )?(\S.*?\.\w+):\d+(?::\d+)?: /.exec(line)?.[1];
    const subjects = header === undefined ? [fileSubject(file, cwd, byDirectory)] : headerSubjects(header);
    const found = subjects.filter((subject) => subject !== undefined && known.has(subject));
    for (const subject of found) if (subject !== undefined) named.add(subject);
    hasSubject ||= found.length > 0;
    if (header !== undefined ? found.length === 0 : !hasSubject) isWhole = false;
  }
  return { named, isWhole };
}

/** `# a_test` is of the external tests of `a`, or a package of that name. */
function headerSubjects(header: string): string[] {
  const name = packageUnderTest(header);
  return [name, name.replace(/_test$/, '')];
}

function fileSubject(
  file: string | undefined,
  cwd: string,
  byDirectory: ReadonlyMap<string, string>,
): string | undefined {
  return file === undefined ? undefined : byDirectory.get(dirname(resolve(cwd, file)));
}
