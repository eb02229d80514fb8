import type { Command } from 'commander';
import { UsageError } from '../support';

/** Shells for which there is a script. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

/** A command, and the words that can follow it. */
interface Level {
  /** Names of verbs, such as `['cache', 'verify']`. */
  readonly path: readonly string[];
  readonly verbs: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly { readonly name: string; readonly description: string }[];
}

/**
 * A script that completes verbs and options; anything else is a file.
 *
 * @throws UsageError 'unknown-shell'
 */
export function completionScript(program: Command, shell: string): string {
  const known = SHELLS.find((one) => one === shell);
  if (known === undefined) {
    throw new UsageError({
      code: 'unknown-shell',
      message: `There is no completion for ${shell}.`,
      next: `Name one of ${SHELLS.join(', ')}.`,
    });
  }
  return WRITERS[known](levelsOf(program, []));
}

const WRITERS: Readonly<Record<Shell, (levels: readonly Level[]) => string>> = {
  bash: bashScript,
  // zsh reads scripts of bash, once it is told to.
  zsh: (levels) => `#compdef goshawk\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(levels)}`,
  fish: fishScript,
};

function levelsOf(command: Command, path: readonly string[]): Level[] {
  const verbs = command.commands.map((one) => ({ name: one.name(), description: one.description() }));
  const options = command.options.flatMap(({ long, description }) =>
    long === undefined || long === null ? [] : [{ name: long, description }],
  );
  const inner = command.commands.flatMap((one) => levelsOf(one, [...path, one.name()]));
  return [
    { path, verbs, options: [...options, { name: '--help', description: 'display help for command' }] },
    ...inner,
  ];
}

function bashScript(levels: readonly Level[]): string {
  const cases = levels.map(({ path, verbs, options }) => {
    const words = [...verbs, ...options].map(({ name }) => name).join(' ');
    return `    '${path.join(' ')}') words='${words}' ;;`;
  });
  const known = levels.flatMap(({ path }) => (path.length === 0 ? [] : [`'${path.join(' ')}'`]));
  return `_goshawk() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path='' next word words=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [ "$word" = '--' ] && { COMPREPLY=($(compgen -f -- "$current")); return; }
    next="\${path:+$path }$word"
    case "$next" in
    ${known.join('|')}) path="$next" ;;
    esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  [ "\${#COMPREPLY[@]}" -eq 0 ] && COMPREPLY=($(compgen -f -- "$current"))
}
complete -F _goshawk goshawk
`;
}

function fishScript(levels: readonly Level[]): string {
  const lines = levels.flatMap(({ path, verbs, options }) => {
    const others = verbs.map(({ name }) => name);
    const conditions = [
      ...(path.length === 0
        ? ['__fish_use_subcommand']
        : path.map((verb) => `__fish_seen_subcommand_from ${verb}`)),
      ...(others.length > 0 && path.length > 0
        ? [`not __fish_seen_subcommand_from ${others.join(' ')}`]
        : []),
    ];
    const start = `complete -c goshawk -n '${conditions.join('; and ')}'`;
    return [
      ...verbs.map(({ name, description }) => `${start} -f -a ${name} -d ${quoted(description)}`),
      ...options.map(({ name, description }) => `${start} -l ${name.slice(2)} -d ${quoted(description)}`),
    ];
  });
  return `${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
