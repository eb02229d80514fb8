import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import type { Dimension } from '../../dimension';
import { formatSettings } from './editor-settings';

const SEED = 20261122;

const onPosix = process.platform === 'win32' ? it.skip : it;

function dimension(gocache: string, tags: readonly string[] = []): Dimension {
  return { gocache, buildFlags: { tags } } as unknown as Dimension;
}

/** Paths with everything that a shell could take for its own. */
const path = fc
  .string({
    unit: fc.constantFrom('a', ' ', "'", '"', '$', '`', '\\', '!', ';', '#', '&', '*', 'ß', '\n', '~'),
  })
  .map((name) => `/cache/${name}/gocache`);

describe('formatSettings', () => {
  onPosix.each(['shell', 'direnv'] as const)('quotes every path for a shell (%s)', (form) => {
    fc.assert(
      fc.property(path, (gocache) => {
        const lines = formatSettings(dimension(gocache), form);
        const script = `watch_file() { :; }\n${lines}printf %s "$GOCACHE"`;
        expect(execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8', env: {} })).toBe(gocache);
      }),
      { numRuns: 40, seed: SEED },
    );
  });

  onPosix('tells direnv which files decide', () => {
    expect(formatSettings(dimension('/c'), 'direnv')).toContain('watch_file go.work go.mod\n');
  });

  it('is JSON for VS Code, with the cache for the tools and for gopls', () => {
    const settings: unknown = JSON.parse(formatSettings(dimension('/a "b"\\c', ['x', 'y']), 'vscode'));
    expect(settings).toEqual({
      'go.toolsEnvVars': { GOCACHE: '/a "b"\\c' },
      gopls: { 'build.env': { GOCACHE: '/a "b"\\c' }, 'build.buildFlags': ['-tags=x,y'] },
    });
  });

  it('leaves build flags out for VS Code where there are none', () => {
    expect(formatSettings(dimension('/c'), 'vscode')).not.toContain('buildFlags');
  });

  it('is one plain line else', () => {
    expect(formatSettings(dimension('/a b'), 'plain')).toBe('GOCACHE=/a b\n');
  });
});
