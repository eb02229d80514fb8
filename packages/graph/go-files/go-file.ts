/** What the graph needs to know of a Go file: all that the go command reads of it to list packages. */
export interface GoFile {
  /** Of its package clause. */
  readonly packageName: string;
  /** The expression of its `//go:build` line, or its `// +build` lines as one such expression; absent where there is none. */
  readonly constraint?: string;
  /** Import declarations in their order, `"C"` among them. */
  readonly imports: readonly GoImport[];
  /** Patterns of its `//go:embed` directives, `all:` included, unquoted; only where the file imports `embed`. */
  readonly embeds?: readonly GoEmbed[];
  /** Directories of `-I` flags in `#cgo` lines, relative to the package directory, with `/` (`${SRCDIR}` is `.`). */
  readonly includeDirectories?: readonly string[];
  /** Its `//go:generate` lines in their order, without that; absent where there is none. */
  readonly generates?: readonly string[];
  /** Why the go command cannot read it; what came before the fault is in the other fields. */
  readonly fault?: SourceFault;
}

export interface GoImport {
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

export interface GoEmbed {
  readonly pattern: string;
  /** From 1. */
  readonly line: number;
}

/** What is wrong with a text, and where. */
export interface SourceFault {
  /** From 1. */
  readonly line: number;
  /** A clause without a full stop, such as `missing import path`. */
  readonly message: string;
}
