export interface GoModule {
  Path: string;
  Version?: string;
  Dir?: string;
  Main?: boolean;
  Replace?: GoModule;
}

export interface GoPackageError {
  ImportStack?: string[];
  Pos?: string;
  Err: string;
}

/** The lists of a package, absent in Go's output when empty. */
export const PACKAGE_LISTS = [
  'Match',
  'GoFiles',
  'CgoFiles',
  'IgnoredGoFiles',
  'TestGoFiles',
  'XTestGoFiles',
  'CFiles',
  'CXXFiles',
  'MFiles',
  'HFiles',
  'FFiles',
  'SFiles',
  'SysoFiles',
  'SwigFiles',
  'SwigCXXFiles',
  'EmbedFiles',
  'TestEmbedFiles',
  'XTestEmbedFiles',
  'EmbedPatterns',
  'TestEmbedPatterns',
  'XTestEmbedPatterns',
  'CgoCFLAGS',
  'CgoCPPFLAGS',
  'CgoCXXFLAGS',
  'CgoFFLAGS',
  'CgoLDFLAGS',
  'CgoPkgConfig',
  'Imports',
] as const;

const SINGLE_FIELDS = [
  'ImportPath',
  'Dir',
  'Name',
  'Standard',
  'ForTest',
  'DepOnly',
  'Goroot',
  'Module',
  'ImportMap',
  'Error',
  'DepsErrors',
  'Incomplete',
] as const;

/** The fields that are asked for: `go list` leaves out the work for the others. */
export const PACKAGE_FIELDS: readonly string[] = [...SINGLE_FIELDS, ...PACKAGE_LISTS];

/** A package as `go list -e -json` describes it, with Go's own names (`go help list`). */
export interface GoPackage extends Record<(typeof PACKAGE_LISTS)[number], string[]> {
  ImportPath: string;
  /** '' for a package that was not found. */
  Dir: string;
  Name: string;
  Standard: boolean;
  /** The package that this one was compiled for the test of. */
  ForTest?: string;
  /** Only a dependency of what was asked for. */
  DepOnly: boolean;
  Goroot: boolean;
  /** Absent for packages of the standard library. */
  Module?: GoModule;
  ImportMap: Record<string, string>;
  Error?: GoPackageError;
  DepsErrors: GoPackageError[];
  Incomplete: boolean;
}

/** What Go printed, with what it leaves out when empty. */
export function completePackage(printed: Partial<GoPackage> & { ImportPath: string }): GoPackage {
  const lists = {} as Record<(typeof PACKAGE_LISTS)[number], string[]>;
  for (const name of PACKAGE_LISTS) lists[name] = printed[name] ?? [];
  const defaults = { Dir: '', Name: '', Standard: false, DepOnly: false, Goroot: false, Incomplete: false };
  return { ...defaults, ImportMap: {}, DepsErrors: [], ...printed, ...lists };
}
