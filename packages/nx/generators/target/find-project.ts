import { posix } from 'node:path';
import type { GoGraph, GoProject } from '../../../graph';
import { nearNames } from '../../../commands';
import { UsageError } from '../../../support';

const MOST = 5;

/**
 * A Go project by its name, its directory, or the last parts of its name that no other one ends with, as Nx takes names.
 *
 * @throws UsageError 'no-such-project'
 */
export function findProject({ projects }: Pick<GoGraph, 'projects'>, named: string): GoProject {
  const directory = posix.normalize(named.replaceAll('\\', '/')).replace(/(.)\/$/, '$1');
  const exact = projects.find(({ name, root }) => name === named || root === directory);
  if (exact !== undefined) return exact;
  const alike = projects.filter(({ name }) => name.endsWith(`/${named}`));
  const [only] = alike;
  if (only !== undefined && alike.length === 1) return only;
  const known = alike.length > 1 ? alike : projects.filter(({ name }) => isNear(named, name));
  const near = known.map(({ name }) => name).slice(0, MOST);
  throw new UsageError({
    code: 'no-such-project',
    message: `${JSON.stringify(named)} ${alike.length > 1 ? 'is the end of several names' : 'is no Go project of this workspace'}.`,
    next:
      near.length > 0 ? `Do you mean ${near.join(' or ')}?` : 'Give a name that `nx show projects` lists.',
  });
}

/** Of long names, the last part is what people type. */
function isNear(named: string, name: string): boolean {
  return nearNames(named, [name, name.slice(name.lastIndexOf('/') + 1)]).length > 0;
}
