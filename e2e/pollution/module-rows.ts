import { renameSync } from 'node:fs';
import { greeting } from './fixture';
import type { PollutionRow } from './row';

const requiring = (more: string) =>
  `module example.test/app\n\ngo 1.21\n\nrequire example.test/greet v0.0.0\n${more}`;
const alone = { env: () => ({ GOWORK: 'off' }) };

/** From `libs` on: the oracle works in a copy at another place. */
const sayingItsDirectory = `package greet

import "runtime"

func Hello() string {
	_, file, _, _ := runtime.Caller(0)
	for i := len(file) - 5; i > 0; i-- {
		if file[i:i+5] == "libs/" {
			return file[i:]
		}
	}
	return file
}
`;

/** Where modules lie, and which of them an import leads to. */
export const moduleRows: readonly PollutionRow[] = [
  {
    name: 'the directory of a dependency',
    target: 'go-build',
    shows: 'in the outcome',
    files: { 'libs/greet/greet.go': sayingItsDirectory },
    second: {
      files: { 'go.work': 'go 1.21\n\nuse (\n\t./apps/app\n\t./libs/moved\n)\n' },
      apply: (workspace) => {
        renameSync(workspace.path('libs/greet'), workspace.path('libs/moved'));
        return Promise.resolve();
      },
    },
    isCheap: true,
  },
  {
    name: 'a replace directive, which leads to another directory',
    target: 'go-build',
    shows: 'in the outcome',
    files: {
      'apps/app/go.mod': requiring('\nreplace example.test/greet => ../../libs/greet\n'),
      'libs/other/go.mod': 'module example.test/greet\n\ngo 1.21\n',
      'libs/other/greet.go': greeting('from elsewhere'),
    },
    first: alone,
    second: {
      ...alone,
      files: { 'apps/app/go.mod': requiring('\nreplace example.test/greet => ../../libs/other\n') },
    },
  },
  {
    name: 'a file in the vendor directory',
    target: 'go-build',
    shows: 'in the outcome',
    files: {
      'apps/app/go.mod': requiring(''),
      'apps/app/vendor/modules.txt':
        '# example.test/greet v0.0.0\n## explicit; go 1.21\nexample.test/greet\n',
      'apps/app/vendor/example.test/greet/greet.go': greeting('first'),
    },
    first: alone,
    second: { ...alone, files: { 'apps/app/vendor/example.test/greet/greet.go': greeting('second') } },
  },
  {
    name: 'go.work, which uses one more module (control)',
    target: 'go-build',
    shows: 'nowhere',
    files: { 'libs/more/go.mod': 'module example.test/more\n\ngo 1.21\n' },
    second: {
      files: { 'go.work': 'go 1.21\n\nuse (\n\t./apps/app\n\t./libs/greet\n\t./libs/more\n)\n' },
    },
    isCheap: true,
  },
  {
    name: 'an assembly file of the project',
    target: 'go-build',
    needs: 'amd64',
    shows: 'in the outcome',
    files: {
      'apps/app/native.go':
        'package main\n\nfunc answer() int\n\nfunc init() { println("answer =", answer()) }\n',
      'apps/app/answer_amd64.s': answering(1),
    },
    second: { files: { 'apps/app/answer_amd64.s': answering(2) } },
    isCheap: true,
  },
];

function answering(value: number): string {
  return `TEXT ·answer(SB), 4, $0-8\n\tMOVQ $${value}, ret+0(FP)\n\tRET\n`;
}
