import { renderTable } from '../../../support';
import type { AffectedDocument, AffectedProject } from './affected-document';

const MOST_FILES = 2;

/** A line for each project. */
export function renderAffected({ projects }: AffectedDocument): string {
  if (projects.length === 0) return 'No build or test of a project reads what changed.\n';
  const rows = projects.map((project) => [project.name, project.root, tasksOf(project), reasonOf(project)]);
  return `${renderTable(['PROJECT', 'ROOT', 'AFFECTED', 'BECAUSE OF'], rows)}\n`;
}

function tasksOf({ build, test }: AffectedProject): string {
  return [...(build ? ['build'] : []), ...(test ? ['test'] : [])].join(', ');
}

function reasonOf({ because }: AffectedProject): string {
  const others = because.length - MOST_FILES;
  const shown = because.slice(0, MOST_FILES).join(', ');
  return others > 0 ? `${shown} and ${others} more` : shown;
}
