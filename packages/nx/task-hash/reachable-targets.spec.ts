import { reachableProjects } from './reachable-targets';

const go = { executor: 'goshawk:go-build' };
const other = { executor: 'nx:noop' };
const projects = {
  app: { root: 'app', targets: { 'go-build': go, pack: { ...other, dependsOn: ['go-build'] } } },
  'example.com/tool': { root: 'tool', targets: { 'go-build': go, 'go:lint': go } },
  web: {
    root: 'web',
    targets: {
      build: other,
      serve: { ...other, dependsOn: [{ target: 'go-build', projects: ['app'] }] },
      deploy: { ...other, dependsOn: ['^go-build'] },
      all: { ...other, dependsOn: [{ target: 'go-build', projects: ['a*'] }] },
      check: { ...other, dependsOn: ['app:pack'] },
      wild: { ...other, dependsOn: ['go-*'] },
    },
  },
};
const [APP, TOOL] = ['app', 'example.com/tool'];

test.each([
  ['run app:go-build', [APP]],
  ['run app:go-build:production', [APP]],
  ['app:go-build', [APP]],
  ['go-build app', [APP]],
  ['run app:pack', [APP]],
  ['go-build example.com/tool', [TOOL]],
  ['run example.com/tool:go-build', [TOOL]],
  ['run example.com/tool:go:lint', [TOOL]],
  ['run web:serve', [APP]],
  ['run web:check', [APP]],
  ['run web:build', []],
  ['build web', []],
  ['run-many -t build', []],
  ['run-many -t pack', [APP]],
  ['run-many -t go-build', [APP, TOOL]],
  ['run-many --targets=build,go-build', [APP, TOOL]],
  ['affected -t deploy', [APP, TOOL]],
  ['run web:deploy', [APP, TOOL]],
  ['run web:all', [APP, TOOL]],
  ['run web:wild', [APP, TOOL]],
  ['go-build an-alias', [APP, TOOL]],
  ['run an-alias:go-build', [APP, TOOL]],
  ['run-many', [APP, TOOL]],
  ['', [APP, TOOL]],
])('nx %s leads to Go targets of %j', (line, expected) => {
  const argv = line.split(' ').filter(Boolean);
  const isGo = (project: string, target: string) =>
    (projects as Record<string, { targets: Record<string, { executor: string }> }>)[project]?.targets[target]
      ?.executor === go.executor;
  expect([...reachableProjects(argv, projects, isGo)].sort()).toEqual(expected);
});
