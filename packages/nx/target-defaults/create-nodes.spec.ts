import { AggregateCreateNodesError } from '@nx/devkit';
import { makeDirectory } from '../../support/testing/make-directory';
import { fillInTargets } from './create-nodes';

const GO_BUILD = { 'go-build': { executor: 'goshawk:go-build' }, lint: { executor: 'nx:noop' } };

function create(files: Record<string, string>) {
  const workspaceRoot = makeDirectory(files);
  const [, run] = fillInTargets;
  const projectFiles = Object.keys(files).filter((file) => file.endsWith('project.json'));
  return run(projectFiles, undefined, { workspaceRoot, nxJsonConfiguration: {} });
}

describe('fillInTargets', () => {
  it('fills in our targets and leaves the others alone', async () => {
    const file = 'apps/app/project.json';
    const results = await create({ [file]: JSON.stringify({ name: 'app', targets: GO_BUILD }) });
    expect(results).toHaveLength(1);
    const project = results[0]?.[1].projects?.['apps/app'];
    expect(Object.keys(project?.targets ?? {})).toEqual(['go-build']);
    expect(project?.targets?.['go-build']).toMatchObject({ cache: true });
  });

  it('adds nothing to a project without our targets', async () => {
    const results = await create({ 'web/project.json': '{"name":"web","targets":{"build":{}}}' });
    expect(results[0]?.[1].projects).toEqual({});
  });

  it.each([
    ['package.json', { 'package.json': '{"name":"@scope/app"}' }, 'GOSHAWK_INPUTS_SCOPE_APP'],
    ['the nx part of package.json', { 'package.json': '{"name":"a","nx":{"name":"b"}}' }, 'GOSHAWK_INPUTS_B'],
    ['its directory', {}, 'GOSHAWK_INPUTS_APP'],
  ])('names a project by %s where project.json does not', async (_case, files, variable) => {
    const placed = Object.fromEntries(
      Object.entries(files).map(([name, text]) => [`apps/app/${name}`, text]),
    );
    const results = await create({
      'apps/app/project.json': JSON.stringify({ targets: GO_BUILD }),
      ...placed,
    });
    const target = results[0]?.[1].projects?.['apps/app']?.targets?.['go-build'];
    expect(target?.inputs).toContainEqual({ env: variable });
  });

  it('keeps the good projects when one project.json is broken', async () => {
    const files = {
      'a/project.json': '{',
      'b/project.json': JSON.stringify({ name: 'b', targets: GO_BUILD }),
    };
    const error: unknown = await Promise.resolve()
      .then(() => create(files))
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AggregateCreateNodesError);
    const { errors, partialResults } = error as AggregateCreateNodesError;
    expect(errors.map(([file]) => file)).toEqual(['a/project.json']);
    expect(partialResults.map(([file]) => file)).toEqual(['b/project.json']);
  });
});
