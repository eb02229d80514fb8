import type { Env } from '../../support';

export interface CVariable {
  readonly name: string;
  readonly value: string;
}

/** Read by gcc, clang, as, ld, pkg-config and the wrappers that people put before them, per their manuals. */
export const C_ENVIRONMENT_NAMES: readonly string[] = [
  'AR',
  'CL',
  '_CL_',
  'COLLECT_GCC_OPTIONS',
  'COMPILER_PATH',
  'CPATH',
  'CPLUS_INCLUDE_PATH',
  'C_INCLUDE_PATH',
  'DEVELOPER_DIR',
  'GCC_COMPARE_DEBUG',
  'GCC_EXEC_PREFIX',
  'GCC_ROOT',
  'INCLUDE',
  'IPHONEOS_DEPLOYMENT_TARGET',
  'LDEMULATION',
  'LIB',
  'LIBPATH',
  'LIBRARY_PATH',
  'LD_RUN_PATH',
  'LINK',
  '_LINK_',
  'MACOSX_DEPLOYMENT_TARGET',
  'OBJCPLUS_INCLUDE_PATH',
  'OBJC_INCLUDE_PATH',
  'SDKROOT',
  'SOURCE_DATE_EPOCH',
  'TOOLCHAINS',
  'TVOS_DEPLOYMENT_TARGET',
  'WATCHOS_DEPLOYMENT_TARGET',
  'ZERO_AR_DATE',
  'ZIG_LIB_DIR',
];
const NAMES = new Set(C_ENVIRONMENT_NAMES);
export const C_ENVIRONMENT_PREFIXES: readonly string[] = [
  'PKG_CONFIG_',
  'CCACHE_',
  'SCCACHE_',
  'DISTCC_',
  'CCC_OVERRIDE_OPTIONS',
  'CLANG_CONFIG_FILE',
];
/** Where a cache or a log lies decides nothing that is built. */
const PLACES =
  /^S?CCACHE_(?:DIR|TEMPDIR|LOGFILE|DEBUG|DEBUGDIR|STATS|MAXSIZE|MAXFILES|LOG|ERROR_LOG|START_SERVER|SERVER_PORT|IDLE_TIMEOUT|CACHE_SIZE)$/;

/** Variables that the C compiler, the linker or pkg-config read, as far as they are set, sorted by name. */
export function cEnvironment(env: Env): CVariable[] {
  return Object.entries(env)
    .flatMap(([name, value]) => (value === undefined || !isReadByC(name) ? [] : [{ name, value }]))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isReadByC(name: string): boolean {
  const known = process.platform === 'win32' ? name.toUpperCase() : name;
  return (
    NAMES.has(known) ||
    (C_ENVIRONMENT_PREFIXES.some((prefix) => known.startsWith(prefix)) && !PLACES.test(known))
  );
}
