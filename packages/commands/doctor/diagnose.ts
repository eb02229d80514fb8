import { examineCaches } from './examine-caches';
import { examineCompiler, examineGo } from './examine-go';
import { examineModules } from './examine-modules';
import { examineProjects } from './examine-projects';
import { examineNx, examineTurborepo } from './examine-runners';
import { Notes, type ExaminedPlace, type Examination } from './examination';
import { findWorkspaceRoot } from '../graph/workspace-root';

/** What `goshawk doctor --json` prints. */
export interface DoctorDocument {
  readonly schemaVersion: 1;
  readonly examinations: readonly Examination[];
}

/**
 * Looks at all that a build in a directory depends on, and leaves it as it is.
 *
 * @param version of Goshawk
 */
export async function diagnose(place: ExaminedPlace, version: string): Promise<DoctorDocument> {
  const root = findWorkspaceRoot(place.cwd);
  const nx = await examineNx(root, place);
  const { examination: go, goEnv } = await examineGo({ ...place, goBinary: place.goBinary ?? nx.goBinary });
  const examinations = [
    examineSelf(version),
    go,
    goEnv === undefined ? undefined : await examineCompiler(place, goEnv),
    nx.examination,
    examineTurborepo(root),
    await examineProjects(place),
    examineCaches(place),
    goEnv === undefined ? undefined : await examineModules(place, goEnv),
  ];
  return { schemaVersion: 1, examinations: examinations.filter((one) => one !== undefined) };
}

function examineSelf(version: string): Examination {
  const notes = new Notes('Goshawk');
  notes.fact('version', version);
  notes.fact('Node', process.version);
  notes.fact('system', `${process.platform} ${process.arch}`);
  return notes.examination;
}
