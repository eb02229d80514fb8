import { writeFiles } from './files';
import type { Workspace } from './workspace';

/** Links `native/libanswer.a`, whose `answer()` is a C integer. */
export const answerPreamble = '#cgo LDFLAGS: -L${SRCDIR}/../../native -lanswer\nint answer(void);';

/** Makes `native/libanswer.a` anew, so that `answer()` is `value`. */
export async function makeAnswerLibrary(workspace: Workspace, value: number): Promise<void> {
  writeFiles(workspace.root, { 'native/answer.c': `int answer(void) { return ${value}; }\n` });
  workspace.remove('native/libanswer.a');
  await succeed(workspace, 'cc', '-c', '-o', 'answer.o', 'answer.c');
  await succeed(workspace, 'ar', 'rcs', 'libanswer.a', 'answer.o');
}

async function succeed(workspace: Workspace, file: string, ...args: readonly string[]): Promise<void> {
  const { exitCode, output } = await workspace.run(file, args, { directory: 'native' });
  if (exitCode !== 0) throw new Error(`${file} ${args.join(' ')}: ${output}`);
}
