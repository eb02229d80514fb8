import type { Tree } from '@nx/devkit';
import { applyEdits, modify, type JSONPath } from 'jsonc-parser';

/**
 * Sets one value of a JSON file, or takes it out where it is undefined; comments and layout of all else stay.
 *
 * @param mode what becomes of the element of a list that is at the end of the path
 */
export function editJson(
  tree: Tree,
  file: string,
  path: JSONPath,
  value: unknown,
  mode: 'insert' | 'replace' = 'insert',
): void {
  const text = tree.read(file, 'utf8') ?? '{}\n';
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
  const insertSpaces = !indent.startsWith('\t');
  const formattingOptions = {
    insertSpaces,
    tabSize: indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
  const isArrayInsertion = mode === 'insert' && typeof path.at(-1) === 'number' && value !== undefined;
  const edits = modify(text, path, value, { formattingOptions, isArrayInsertion });
  tree.write(file, applyEdits(text, edits));
}
