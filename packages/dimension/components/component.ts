/** What a component decides: where the cache lives, or whether what it holds may be reused. */
export type ComponentKind = 'layout' | 'soundness';

/** One named value of a build dimension, with where it came from. */
export interface Component {
  readonly name: string;
  readonly kind: ComponentKind;
  /** Readable where short, else a digest; never a path of this machine unless the user wrote it. */
  readonly value: string;
  /** `env GOOS`, `go env file`, `flag -tags`, `default`, `content` … */
  readonly source: string;
}

/** Makes a layout component. */
export function layout(name: string, value: string, source: string): Component {
  return { name, kind: 'layout', value, source };
}

/** Makes a soundness component. */
export function soundness(name: string, value: string, source: string): Component {
  return { name, kind: 'soundness', value, source };
}
