import { observe, type Observation } from './go-list-oracle';
import { placeWorkspace } from './place-workspace';
import { trickyWorkspace } from './tricky-workspace';

describe('trickyWorkspace', () => {
  let truth: Observation;

  beforeAll(async () => {
    const { root, env } = placeWorkspace(trickyWorkspace());
    truth = await observe(root, { env });
  });

  it('can be listed by the go command, but for the modules that are broken as a whole', () => {
    expect(truth.failures.flatMap(({ modules }) => modules).sort()).toEqual([
      'alone/broken-go-mod',
      'alone/chain',
      'alone/chain-old',
      'alone/excluding',
      'alone/too-new',
      'alone/vendoring-inconsistent',
    ]);
  });

  it('has more than 65 modules whose name says what they show', () => {
    const modules = Object.keys(trickyWorkspace().files).filter((path) => path.endsWith('/go.mod'));
    expect(modules.length).toBeGreaterThan(150);
  });

  it.each([
    ['comment-line', []],
    ['comment-in-block', []],
    ['text-raw', []],
    ['names-of-imports', ['target/alias', 'target/blank', 'target/dot', 'target/plain']],
    ['no-spaces', ['target/no-spaces']],
    ['path-raw', ['target/path-raw']],
    ['alias-not-ascii', ['target/alias-not-ascii']],
    ['semicolons', ['target/semicolons-1', 'target/semicolons-2']],
    ['build-windows', ['target/build-windows']],
    ['build-ignore', []],
    ['build-cgo', ['target/build-cgo']],
    ['nested', ['in/nested/inner', 'in/nested/inner/deep/c', 'in/nested/inner/own']],
    ['prefix-user', ['in/prefixed']],
    ['third-party-prefix', []],
    ['required', []],
    ['hidden-directories', []],
    ['vendor-ignored', ['in/plain-thing']],
  ])('shows %s: %j', (shape, edges) => {
    const found = truth.edges.filter(({ from }) => from === `in/${shape}`).map(({ to }) => to);
    expect(found.sort()).toEqual(edges);
  });

  it('has paths whose ends exclude each other', () => {
    expect(truth.closures.get('in/path-tags')?.build).toEqual(['in/path-tags', 'in/path-tags/b']);
    expect(truth.closures.get('in/path-platforms')?.build).toEqual([
      'in/path-platforms',
      'in/path-platforms/b',
    ]);
  });

  it('has modules from elsewhere', () => {
    expect(truth.external).toContainEqual({ from: 'in/third-party', module: 'example.net/third' });
  });
});
