import { compileGlob } from './glob-match';

/**
 * Whether a pattern can take something at or beneath a path, or above it, whatever is there now.
 *
 * @param path relative to the package, with `/`; beneath it
 */
export function mayEmbed(pattern: string, path: string): boolean {
  const takesHidden = pattern.startsWith('all:');
  const elements = (takesHidden ? pattern.slice('all:'.length) : pattern).split('/');
  return path.split('/').every((name, index) => {
    const element = elements[index];
    if (element === undefined) return takesHidden || !/^[._]/.test(name);
    return compileGlob(element)?.(name) === true;
  });
}
