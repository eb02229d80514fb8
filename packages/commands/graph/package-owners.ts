import { importPathOf, type GoGraph, type GoProject, type PackageNode } from '../../graph';

/** Says which project a package belongs to. */
export class PackageOwners {
  private readonly byDirectory = new Map<string, GoProject>();
  private readonly byRoot = new Map<string, GoProject>();

  constructor(private readonly graph: Pick<GoGraph, 'projects' | 'projectRoots'>) {
    for (const project of graph.projects) {
      this.byRoot.set(project.root, project);
      for (const { content } of project.packages) this.byDirectory.set(content.directory, project);
    }
  }

  /** The project of a directory; undefined for what is outside of the workspace, or vendored. */
  of(directory: string): GoProject | undefined {
    const own = this.byDirectory.get(directory);
    if (own !== undefined || directory.split('/').includes('vendor')) return own;
    return this.byRoot.get(this.graph.projectRoots.ownerOf(directory) ?? '');
  }
}

/** What a package is called: its import path, or its directory where it is none of a main module. */
export function nameOfPackage(node: PackageNode): string {
  return importPathOf(node) ?? node.content.directory;
}
