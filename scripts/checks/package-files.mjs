const WANTED =
  /^(package\.json|executors\.json|generators\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/third-party-licenses\.txt|dist\/.*\.(js|d\.ts|json)|dist\/nx\/generators\/[^/]+\/files\/.*\.template)$/;
const TESTS_ONLY = /\.spec\.|\/(testing|fixtures)\//;

/** The files of a packed package that it should not hold. */
export function listUnwantedFiles(paths) {
  return paths.filter((path) => !WANTED.test(path) || TESTS_ONLY.test(path));
}

/** The files that package.json, executors.json and generators.json promise and the packed package lacks. */
export function listMissingFiles(paths, manifest, executors, generators) {
  const entries = [...Object.values(executors.executors), ...Object.values(generators.generators)];
  const promised = [
    'README.md',
    'LICENSE',
    'dist/third-party-licenses.txt',
    manifest.main,
    manifest.types,
    manifest.executors,
    manifest.generators,
    ...Object.values(manifest.bin),
    ...entries.flatMap((entry) => [
      entry.schema,
      fileOf(entry.implementation),
      ...(entry.batchImplementation === undefined ? [] : [fileOf(entry.batchImplementation)]),
    ]),
  ];
  return promised.map((path) => path.replace(/^\.\//, '')).filter((path) => !paths.includes(path));
}

/** Nx takes an export of a module by the name behind `#`. */
function fileOf(implementation) {
  return `${implementation.split('#')[0]}.js`;
}
