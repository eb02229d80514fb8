const TESTS_ONLY = /(\.spec\.ts$)|((^|[\\/])(testing|fixtures)[\\/])/;

/**
 * What a build makes of the files of packages/, as paths inside dist/: `compiled` by TypeScript and `assets`
 * that are copied. What serves tests only is left out, as in tsconfig.build.json.
 */
export function planOutputs(sources) {
  const published = sources.filter((path) => !TESTS_ONLY.test(path));
  const modules = published
    .filter((path) => path.endsWith('.ts'))
    .map((path) => path.slice(0, -'.ts'.length));
  return {
    compiled: modules.flatMap((path) => [`${path}.js`, `${path}.d.ts`]),
    assets: published.filter((path) => path.endsWith('.json')),
  };
}
