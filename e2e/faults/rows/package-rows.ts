import { printing } from '../../support/go-files';
import * as damages from '../damages';
import type { Harm } from '../damages';
import { answering, checkingBounds, compiledOtherwise, saying } from '../programs';
import { both, detected, impossible, prevented, type FaultRow, type PlainVerdict } from '../row';

const SIZES_ONLY = 'Go compares sizes only (cmd/go/internal/cache/cache.go: GetFile)';
const IS_A_MISS = 'Go takes it for missing and compiles anew (cmd/go/internal/cache/cache.go: GetFile)';
const TRUSTS_ENTRIES = 'Go uses what an entry names (cmd/go/internal/work/buildid.go: useCache)';
const UNREADABLE =
  'Go compiles anew, in each run again (cmd/go/internal/work/buildid.go: useCache reads the build ID)';
const EXCLUDES = 'the compiler refuses the package, in each run again';

const ANOTHER_PACKAGE = 'words of another package';

/** What can happen to a compiled package in the cache, and to the entry that names it. */
export const packageRows: readonly FaultRow[] = [
  row('a flipped byte in a package', flip(damages.overwrite), 'wrong in silence', SIZES_ONLY, altered()),
  row(
    'a flipped byte in a package, with its old time',
    flip(damages.overwriteUnseen),
    'wrong in silence',
    SIZES_ONLY,
    altered(),
  ),
  row('a truncated package', () => damages.truncate, 'right', IS_A_MISS, both(prevented)),
  row('a package with more at its end', () => damages.lengthen, 'right', IS_A_MISS, both(prevented)),
  row('an empty package', () => damages.empty, 'right', IS_A_MISS, both(prevented)),
  row('a missing package', () => damages.remove, 'right', IS_A_MISS, both(prevented)),
  row('an empty entry', () => damages.writeAction(''), 'right', IS_A_MISS, both(prevented)),
  row('an entry of garbage', () => damages.writeAction('x'.repeat(175)), 'right', IS_A_MISS, both(prevented)),
  row('an entry with a byte more', () => damages.lengthenAction, 'right', IS_A_MISS, both(prevented)),
  row('an entry of one byte', () => damages.writeAction('v'), 'right', IS_A_MISS, both(prevented)),
  row(
    'a missing entry',
    () => damages.removeAction,
    'right',
    'what is not there is compiled',
    both(prevented),
  ),
  row('an entry that is a directory', () => damages.makeActionDirectory, 'right', IS_A_MISS, both(prevented)),
  {
    ...row(
      'an entry that names an older version of the package',
      olderPackage,
      'wrong in silence',
      TRUSTS_ENTRIES,
      redirected(),
    ),
    older: answering(saying(marked('an entry that names an older version of the package', 0))),
  },
  {
    ...row('an entry that names another package', otherPackage, 'error', EXCLUDES, redirected()),
    files: answering(saying(marked('an entry that names another package', 1)), {
      'main.go': printing(
        'lib.Answer()',
        'import (\n\t"example.test/app/lib"\n\t_ "example.test/app/other"\n)',
      ),
      'other/other.go': `package other\n\nvar Word = "${ANOTHER_PACKAGE}"\n`,
    }),
  },
  row('an entry that names a package for another platform', otherPlatform, 'error', EXCLUDES, redirected()),
  {
    ...row(
      'an entry that names the package with other flags',
      otherFlags,
      'wrong in silence',
      TRUSTS_ENTRIES,
      redirected(),
    ),
    files: answering(checkingBounds(marked('an entry that names the package with other flags', 1))),
  },
  row('an entry that names what is no package', noPackage, 'error', EXCLUDES, both(detected('wrong-kind'))),
  row(
    'a package that was changed and renamed to fit',
    (name) => damages.forge(marked(name, 1), marked(name, 2)),
    'wrong in silence',
    TRUSTS_ENTRIES,
    both(detected('content-id-mismatch')),
  ),
  row(
    'a package that was changed, with the right content ID',
    (name) => damages.forge(marked(name, 1), marked(name, 2), damages.withRightContentId),
    'wrong in silence',
    'nothing in the cache is secret, so a forger can compute whatever Go does',
    both(impossible('A forger who computes content IDs as well')),
  ),
  {
    ...row(
      'a package that nobody may read',
      () => damages.changeMode(0o000),
      'right',
      UNREADABLE,
      both(detected('output-unreadable')),
    ),
    needs: 'file modes',
  },
  {
    ...row(
      'an entry that nobody may read',
      () => damages.changeActionMode(0o000),
      'right',
      UNREADABLE,
      both(detected('entry-unreadable')),
    ),
    needs: 'file modes',
  },
  {
    ...row(
      'a package that nobody may write',
      () => damages.changeMode(0o444),
      'right',
      'Go only reads it',
      both(prevented),
    ),
    needs: 'file modes',
  },
  {
    ...row(
      'a link to the package elsewhere',
      () => damages.linkTo('a copy'),
      'right',
      'Go follows links',
      both(prevented),
    ),
    needs: 'symbolic links',
  },
  {
    ...row('a link to nothing', () => damages.linkTo('nothing'), 'right', IS_A_MISS, both(prevented)),
    needs: 'symbolic links',
  },
  row(
    'an empty directory instead of the package',
    () => damages.makeDirectoryOf('nothing'),
    'right',
    IS_A_MISS,
    both(prevented),
  ),
  row(
    'a directory with the package in it',
    () => damages.makeDirectoryOf('the output'),
    'right',
    'Go 1.24 and later take it for a cached program, whose bytes are right; but nobody may run it',
    both(detected('executable-not-runnable')),
  ),
];

function row(
  name: string,
  harm: (name: string) => Harm,
  plainGo: PlainVerdict,
  why: string,
  expected: FaultRow['expected'],
): FaultRow {
  return {
    name,
    layer: 'entries of the build cache',
    use: 'build',
    files: answering(saying(marked(name, 1))),
    damage: damages.harming({ kind: 'package', text: marked(name, 1) }, harm(name)),
    removesArtifacts: true,
    missesNx: true,
    expected,
    plainGo,
    why,
    isCheap: true,
  };
}

/** Words that only this row has in its package, so that its entries can be found. */
function marked(name: string, answer: number): string {
  return `${name}: ${answer}`;
}

function flip(overwrite: (from: string, to: string) => Harm) {
  return (name: string) => overwrite(marked(name, 1), marked(name, 2));
}

function olderPackage(name: string): Harm {
  return damages.pointAt({ kind: 'package', text: marked(name, 0) });
}

function otherPackage(): Harm {
  return damages.pointAt({ kind: 'package', text: ANOTHER_PACKAGE });
}

function otherPlatform(name: string): Harm {
  return damages.pointAtContent(() => compiledOtherwise(saying(marked(name, 1)), [], { GOARCH: 'riscv64' }));
}

function otherFlags(name: string): Harm {
  return damages.pointAtContent(() => compiledOtherwise(checkingBounds(marked(name, 1)), ['-gcflags=-B']));
}

function noPackage(): Harm {
  return damages.pointAtContent(() => 'no package\n');
}

function altered(): FaultRow['expected'] {
  return both(detected('output-altered'));
}

function redirected(): FaultRow['expected'] {
  return both(detected('action-id-mismatch'));
}
