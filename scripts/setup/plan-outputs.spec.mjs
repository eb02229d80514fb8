import { planOutputs } from './plan-outputs.mjs';

describe('planOutputs', () => {
  it('expects JavaScript and types for a module, and a copy of a schema', () => {
    expect(planOutputs(['nx/plugin.ts', 'nx/executors/go-build/schema.json'])).toEqual({
      compiled: ['nx/plugin.js', 'nx/plugin.d.ts'],
      assets: ['nx/executors/go-build/schema.json'],
    });
  });

  it('leaves out what serves tests only', () => {
    const sources = [
      'support/digest.spec.ts',
      'toolchain/testing/make-module.ts',
      'graph/fixtures/a/package.json',
    ];
    expect(planOutputs(sources)).toEqual({ compiled: [], assets: [] });
  });
});
