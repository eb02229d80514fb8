import type { Tree } from '@nx/devkit';
import { applyEdits, modify, type JSONPath } from 'jsonc-parser';

/** Sets one value of a JSON file, or takes it out where it is undefined; comments and layout of all else stay. */
export function editJson(tree: Tree, file: string, path: JSONPath, value: unknown): void {
  const text = tree.read(file, 'utf8') ?? '{}\n';
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
  const insertSpaces = !indent.startsWith('\t');
  const formattingOptions = {
    insertSpaces,
    tabSize: indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
  const isInsertion = Array.isArray(path) && typeof path.at(-1) === 'number' && value !== undefined;
  const edits = modify(text, path, value, { formattingOptions, isArrayInsertion: isInsertion });
  tree.write(file, applyEdits(text, edits));
}
