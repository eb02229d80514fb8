import { applyEdits, modify, type JSONPath } from 'jsonc-parser';
import { isDeepStrictEqual } from 'node:util';
import { isObject, parseJsonWithComments } from '../../support';

/** JSON with comments that is changed in places: all else, comments too, stays as a person has written it. */
export class JsonText {
  /** What the text says, until it changes. */
  private parsed: { readonly value: unknown } | undefined;

  constructor(private current: string) {}

  get text(): string {
    return this.current;
  }

  /** The value at a path; undefined where there is none. */
  get(path: JSONPath): unknown {
    this.parsed ??= { value: parseJsonWithComments(this.current) };
    let { value } = this.parsed;
    for (const name of path) value = isObject(value) ? value[String(name)] : undefined;
    return value;
  }

  /** Sets the value at a path, unless it is there; undefined takes it away. */
  set(path: JSONPath, value: unknown): void {
    if (isDeepStrictEqual(this.get(path), value)) return;
    const formattingOptions = {
      insertSpaces: true,
      tabSize: 2,
      eol: this.current.includes('\r\n') ? '\r\n' : '\n',
    };
    this.current = applyEdits(this.current, modify(this.current, path, value, { formattingOptions }));
    this.parsed = undefined;
  }

  /** Sets a list of which some is ours: what a person has added to it stays. */
  setOwn(path: JSONPath, own: readonly string[], isOwn: (item: string) => boolean): void {
    const present = this.get(path);
    const items = Array.isArray(present)
      ? present.filter((item): item is string => typeof item === 'string')
      : [];
    const others = items.filter((item) => !isOwn(item));
    const wanted = [...own, ...others];
    if (Array.isArray(present) && isDeepStrictEqual(new Set(items), new Set(wanted))) return;
    this.set(path, wanted);
  }
}
