import { readGraphDocument } from '../graph';
import { Notes, type ExaminedPlace, type Examination } from './examination';

/** How many faults of the graph are told one by one. */
const TOLD = 5;

/** The Go modules of the workspace: whether the plugin's options and the graph can be read. */
export async function examineProjects(place: ExaminedPlace): Promise<Examination> {
  const notes = new Notes('projects');
  const document = await notes.attempt(() => readGraphDocument(place, 'projects'));
  if (document === undefined) return notes.examination;
  const { root, projects, externalModules, faults } = document;
  notes.fact('root', root);
  notes.fact('projects', String(projects.length));
  notes.fact('external modules', String(externalModules.length));
  if (projects.length === 0) {
    notes.find(
      'warning',
      'no-modules',
      'there is no go.mod in this workspace',
      '`go mod init <module path>` makes one',
    );
  }
  for (const { file, line, message, next } of faults.slice(0, TOLD)) {
    notes.find('error', 'graph-fault', `${file}:${line}: ${message}`, next ?? 'correct it');
  }
  if (faults.length > TOLD) {
    notes.find(
      'error',
      'more-faults',
      `${faults.length - TOLD} more faults`,
      '`goshawk graph` shows all of them',
    );
  }
  return notes.examination;
}
