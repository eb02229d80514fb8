import { listMissingFiles, listUnwantedFiles } from './package-files.mjs';

const manifest = {
  main: './dist/nx/plugin.js',
  types: './dist/nx/plugin.d.ts',
  bin: { goshawk: './dist/cli/main.js' },
  executors: './executors.json',
  generators: './generators.json',
};
const executors = {
  executors: {
    'go-build': {
      implementation: './dist/nx/executors#goBuild',
      batchImplementation: './dist/nx/batches#goBuild',
      schema: './dist/nx/executors/go-build/schema.json',
    },
  },
};
const complete = [
  'README.md',
  'LICENSE',
  'package.json',
  'executors.json',
  'generators.json',
  'dist/nx/plugin.js',
  'dist/nx/plugin.d.ts',
  'dist/cli/main.js',
  'dist/nx/executors.js',
  'dist/nx/batches.js',
  'dist/third-party-licenses.txt',
  'dist/nx/executors/go-build/schema.json',
];

describe('listMissingFiles', () => {
  it('finds nothing missing in a complete package', () => {
    expect(listMissingFiles(complete, manifest, executors, { generators: {} })).toEqual([]);
  });

  it('names an executor file that is promised and not packed', () => {
    const paths = complete.filter((path) => !path.endsWith('batches.js'));
    expect(listMissingFiles(paths, manifest, executors, { generators: {} })).toEqual(['dist/nx/batches.js']);
  });
});

describe('listUnwantedFiles', () => {
  it('accepts what users need', () => {
    expect(listUnwantedFiles(complete)).toEqual([]);
  });

  it('names sources, tests and build records', () => {
    const unwanted = [
      'packages/nx/plugin.ts',
      'dist/nx/plugin.spec.js',
      'dist/.build.tsbuildinfo',
      'nx.json',
    ];
    expect(listUnwantedFiles([...complete, ...unwanted])).toEqual(unwanted);
  });
});
