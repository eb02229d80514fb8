import type { Files } from '../support/files';
import type { Workspace } from '../support/workspace';
import { compilerDefining, printC } from './fixture';
import type { PollutionRow } from './row';

const printsMacro: Files = {
  'apps/app/native.go': printC('LEVEL', '#ifndef LEVEL\n#define LEVEL 0\n#endif'),
};

const printsHeader: Files = {
  'apps/app/native.go': printC('ANSWER', '#cgo CFLAGS: -I${SRCDIR}/../../include\n#include "answer.h"'),
  'include/answer.h': '#define ANSWER 1\n',
};

/** Inputs of the C compiler, most of which Go's own cache key lacks as well. */
export const cRows: readonly PollutionRow[] = [
  {
    name: 'CC, another path',
    target: 'go-build',
    needs: 'cc',
    shows: 'in the outcome',
    files: {
      ...printsMacro,
      'tools/cc1': compilerDefining('LEVEL=1'),
      'tools/cc2': compilerDefining('LEVEL=2'),
    },
    first: { env: compiler('cc1') },
    second: { env: compiler('cc2') },
  },
  {
    name: 'CC, replaced at the same path',
    target: 'go-build',
    needs: 'cc',
    shows: 'in the outcome',
    files: { ...printsMacro, 'tools/cc1': compilerDefining('LEVEL=1') },
    first: { env: compiler('cc1') },
    second: { env: compiler('cc1'), files: { 'tools/cc1': compilerDefining('LEVEL=2') } },
  },
  {
    name: 'CGO_CFLAGS',
    target: 'go-build',
    needs: 'cc',
    shows: 'in the outcome',
    files: printsMacro,
    second: { env: () => ({ CGO_CFLAGS: '-O2 -g -DLEVEL=2' }) },
  },
  {
    name: 'a header outside the project',
    isCheap: true,
    target: 'go-build',
    needs: 'cc',
    shows: 'in the outcome',
    files: printsHeader,
    second: { files: { 'include/answer.h': '#define ANSWER 2\n' } },
  },
  {
    name: 'a header that did not exist and now is found first',
    target: 'go-build',
    needs: 'cc',
    shows: 'in the outcome',
    files: {
      ...printsHeader,
      'apps/app/native.go': printC(
        'ANSWER',
        '#cgo CFLAGS: -I${SRCDIR}/../../override -I${SRCDIR}/../../include\n#include <answer.h>',
      ),
      'override/other.h': '\n',
    },
    second: { files: { 'override/answer.h': '#define ANSWER 2\n' } },
  },
  {
    name: 'C_INCLUDE_PATH',
    target: 'go-build',
    needs: 'cc',
    shows: 'in the outcome',
    files: {
      'apps/app/native.go': printC('ANSWER', '#include <answer.h>'),
      'one/answer.h': '#define ANSWER 1\n',
      'two/answer.h': '#define ANSWER 2\n',
    },
    first: { env: (workspace) => ({ C_INCLUDE_PATH: workspace.path('one') }) },
    second: { env: (workspace) => ({ C_INCLUDE_PATH: workspace.path('two') }) },
  },
  {
    name: 'a header of the project',
    isCheap: true,
    target: 'go-build',
    needs: 'cc',
    shows: 'in the outcome',
    files: {
      'apps/app/native.go': printC('ANSWER', '#include "c/answer.h"'),
      'apps/app/c/answer.h': '#define ANSWER 1\n',
    },
    second: { files: { 'apps/app/c/answer.h': '#define ANSWER 2\n' } },
  },
  {
    name: 'a C file of the project',
    isCheap: true,
    target: 'go-build',
    needs: 'cc',
    shows: 'in the outcome',
    files: {
      'apps/app/native.go':
        'package main\n\n// int answer(void);\nimport "C"\n\nfunc init() { println("answer =", int(C.answer())) }\n',
      'apps/app/answer.c': 'int answer(void) { return 1; }\n',
    },
    second: { files: { 'apps/app/answer.c': 'int answer(void) { return 2; }\n' } },
  },
];

function compiler(name: string) {
  return (workspace: Workspace) => ({ CC: workspace.path('tools', name) });
}
