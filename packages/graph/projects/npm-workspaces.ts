import { posix } from 'node:path';
import type { Disk } from '../disk/disk';
import { readObject } from './manifests';

/**
 * Tells which package.json files are projects to Nx: those of the package manager's workspaces, and the root's if it has a
 * part for Nx (nx/src/plugins/package-json/create-nodes.ts: buildPackageJsonWorkspacesMatcher).
 */
export class NpmWorkspaces {
  private readonly taken: readonly RegExp[];
  private readonly left: readonly RegExp[];
  private readonly hasRoot: boolean;

  constructor(disk: Pick<Disk, 'text'>) {
    const manifest = readObject(disk, 'package.json');
    const lerna = readObject(disk, 'lerna.json');
    const patterns = [
      ...listOf(manifest?.workspaces),
      ...listOf((manifest?.workspaces as { packages?: unknown } | undefined)?.packages),
      ...listOf(lerna?.packages),
      ...readPnpmWorkspace(disk.text('pnpm-workspace.yaml') ?? ''),
    ];
    this.taken = patterns.filter((pattern) => !pattern.startsWith('!')).map(toExpression);
    this.left = patterns
      .filter((pattern) => pattern.startsWith('!'))
      .map((pattern) => toExpression(pattern.slice(1)));
    this.hasRoot = manifest !== undefined && 'nx' in manifest;
  }

  /** Whether the package.json in a directory is a project. */
  has(directory: string): boolean {
    if (directory === '.') return this.hasRoot;
    const matches = (expressions: readonly RegExp[]) => expressions.some((one) => one.test(directory));
    return matches(this.taken) && !matches(this.left);
  }
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

/** The list `packages:` of a pnpm-workspace.yaml, in either of the forms that lists have in YAML. */
function readPnpmWorkspace(text: string): string[] {
  const [, inline, block] =
    /^packages:[ \t]*(?:\[([^\]]*)\]|((?:\r?\n[ \t]*(?:-.*|#.*)?)+))/m.exec(text) ?? [];
  const items = inline?.split(',') ?? block?.split('\n').map((line) => line.replace(/^\s*(-|#.*)/, '')) ?? [];
  return items
    .map((item) =>
      item
        .trim()
        .replace(/^(['"])(.*)\1.*$/, '$2')
        .replace(/\s+#.*$/, ''),
    )
    .filter(Boolean);
}

/** A pattern for directories, with `*`, `**`, `?` and `{a,b}`; a brace without its other one stands for itself. */
function toExpression(pattern: string): RegExp {
  const normal = posix.normalize(pattern).replace(/\/(package\.json)?$/, '');
  return new RegExp(`^${sourceOf(normal)}$`);
}

function sourceOf(pattern: string): string {
  return pattern.replace(/\*\*\/?|\*|\?|\{[^{}]*\}|[.+^$()|[\]\\{}]/g, (part) => {
    if (part.startsWith('**')) return part === '**' ? '.*' : '(?:.*/)?';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.length > 1) return `(?:${part.slice(1, -1).split(',').map(sourceOf).join('|')})`;
    return `\\${part}`;
  });
}
