/** How a file writes its imports. */
export type ImportStyle = 'block' | 'single' | 'alias' | 'dot' | 'raw' | 'semicolon';

/** Lines that import packages. */
export function importLines(paths: readonly string[], style: ImportStyle): string[] {
  if (paths.length === 0) return [];
  switch (style) {
    case 'block':
      return ['import (', '\t// "fmt"', ...paths.map((path) => `\t_ "${path}"`), ')'];
    case 'single':
      return paths.map((path) => `import _ "${path}" // why`);
    case 'alias':
      return paths.map((path, index) => `import name${index} "${path}"`);
    case 'dot':
      return ['import(', ...paths.map((path) => `."${path}"`), ')'];
    case 'raw':
      return paths.map((path) => `import _ \`${path}\``);
    case 'semicolon':
      return [paths.map((path) => `import _ "${path}"`).join('; ')];
  }
}

/** The lines above a package clause that make a file count at times; the style decides between new and old. */
export function constraintLines(constraint: string | undefined, style: ImportStyle): string[] {
  if (constraint === undefined) return [];
  const isSimple = !/[()]/.test(constraint) && !(constraint.includes('&&') && constraint.includes('||'));
  if (style !== 'semicolon' || !isSimple) return [`//go:build ${constraint}`, ''];
  const old = constraint.replaceAll(' && ', ',').replaceAll(' || ', ' ');
  return [`// +build ${old}`, ''];
}
