import { runGreen } from './command.mjs';

/**
 * Processor seconds (user and system) that a command and all its processes take: the shell's `times` (POSIX) counts them.
 *
 * @param script a command for sh, in which `"$@"` are the arguments
 */
export async function processorSeconds(script, args, options) {
  const command = `${script} > /dev/null\nstatus=$?\ntimes\nexit $status`;
  const { output } = await runGreen('sh', ['-c', command, 'sh', ...args], options);
  const [children = ''] = output.trim().split('\n').slice(-1);
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
}
