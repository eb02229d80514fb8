export type { BuildInfo, BuildModule } from './build-info';
export { readBuildInfo } from './read-build-info';
