/** What a linker script makes the linker read. */
export interface LinkerScript {
  /** File names as written: absolute, with `=` for the system root, or to be searched. */
  readonly files: readonly string[];
  /** Names behind `-l`. */
  readonly libraries: readonly string[];
  readonly directories: readonly string[];
}

/** Reads INPUT, GROUP, AS_NEEDED, STARTUP, INCLUDE and SEARCH_DIR of a GNU linker script (ld.info, "File Commands"). */
export function parseLinkerScript(text: string): LinkerScript {
  const script = text.replace(/\/\*[^]*?\*\//g, ' ');
  const words = [...script.matchAll(/\b(?:INPUT|GROUP|STARTUP)\s*\(((?:[^()]|\([^()]*\))*)\)/g)]
    .flatMap(
      ([, content]) => (content ?? '').replace(/\bAS_NEEDED\b|[(),]/g, ' ').match(/"[^"]*"|\S+/g) ?? [],
    )
    .map(withoutQuotes);
  const included = [...script.matchAll(/(?:^|[\s;])INCLUDE\s+("[^"]*"|\S+)/g)].map(([, name]) =>
    withoutQuotes(name ?? ''),
  );
  const directories = [...script.matchAll(/\bSEARCH_DIR\s*\(\s*("[^"]*"|[^)\s]+)\s*\)/g)];
  return {
    files: [...words.filter((word) => !word.startsWith('-')), ...included],
    libraries: words.filter((word) => word.startsWith('-l')).map((word) => word.slice(2)),
    directories: directories.map(([, directory]) => withoutQuotes(directory ?? '')),
  };
}

function withoutQuotes(word: string): string {
  return word.replace(/^"(.*)"$/, '$1');
}
