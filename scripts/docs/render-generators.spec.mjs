import { renderGenerators } from './render-generators.mjs';

describe('renderGenerators', () => {
  it('lists options with their types, without those that are Nx’s own affair', () => {
    const schema = {
      examples: [{ command: 'nx g goshawk:x', description: 'Try it' }],
      properties: {
        name: { type: 'string', description: 'A name.', examples: ['api'] },
        skipFormat: { type: 'boolean', description: 'No format.' },
      },
    };
    const page = renderGenerators([{ name: 'x', description: 'Does x.', schema }]);
    expect(page).toContain('## x\n\nDoes x.\n\n```sh\nnpx nx g goshawk:x  # Try it\n```');
    expect(page).toContain('| `name` | string | A name. For example: `api`. |');
    expect(page).not.toContain('skipFormat');
  });
});
