export { computeGoGraph, type GoGraph, type GoGraphRequest } from './go-graph';
export { sourceFaults } from './source-faults';
export { memoiseGraph } from './memoise-graph';
export type { DirectoryContent, Disk } from './disk';
export { ALWAYS, NEVER, type Condition } from './conditions/conditions';
export * from './generate';
export { matchesNameGlob } from './projects/name-glob';
export type { GoFile } from './go-files/go-file';
export { scanGoFile } from './go-files/scan-go-file';
export { KNOWN_ARCH, KNOWN_OS } from './conditions/platforms';
export { contradictsGraph, type BuildPlatform } from './conditions/reserved-tags';
export { isAtOrBeneath, joinPath, parentOf, pathBelow, toWorkspacePath } from './workspace/workspace-path';
export { IndexSet } from './workspace/index-set';
export type { GraphFault } from './workspace/graph-fault';
export type { GoModule } from './workspace/go-modules';
export {
  externalModulesOf,
  externalRequirements,
  type ExternalModule,
  type ExternalModules,
} from './modules/external-modules';
export type { BuildGroup } from './workspace/build-groups';
export type { ListedModule } from './workspace/list-modules';
export type { ImportEdge, PackageNode } from './workspace/import-graph';
export type { GoProject } from './projects/find-projects';
export {
  manifestsOf,
  type DescribedProject,
  type DescribedTarget,
  type Manifests,
} from './projects/manifests';
export { importPathOf, matchPackages } from './projects/match-packages';
export {
  isLocalPattern,
  packageTest,
  splitPatterns,
  type PackagePlace,
  type PatternScope,
} from './projects/package-pattern';
export { NpmWorkspaces } from './projects/npm-workspaces';
export type { FileSelection, FileTree, GoFilesOf, PackageFiles } from './projects/package-files';
export type { EmbedRequest } from './projects/embedded-files';
export { mayEmbed } from './go-files/embeds/may-embed';
export type { Producer, Producers } from './projects/producers';
export { readProjectOptions } from './projects/read-project-options';
export type { ProjectNames, ProjectOptions } from './projects/project-options';
export { ProjectRoots } from './projects/project-roots';
