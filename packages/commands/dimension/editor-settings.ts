import type { Dimension } from '../../dimension';

export type SettingsForm = 'plain' | 'shell' | 'direnv' | 'vscode';

/**
 * Settings with which a terminal, an editor and gopls use a dimension's cache. The overlay that carries C inputs is not among
 * them: it would go stale while an editor runs. So a terminal's cgo packages have entries of their own beside Goshawk's.
 */
export function formatSettings({ gocache, buildFlags }: Dimension, form: SettingsForm): string {
  const variables = { GOCACHE: gocache };
  const lines = Object.entries(variables);
  switch (form) {
    case 'plain':
      return lines.map(([name, value]) => `${name}=${value}\n`).join('');
    case 'shell':
      return lines.map(([name, value]) => `export ${name}=${quoteForShell(value)}\n`).join('');
    case 'direnv':
      return [
        'watch_file go.work go.mod\n',
        ...lines.map(([name, value]) => `export ${name}=${quoteForShell(value)}\n`),
      ].join('');
    case 'vscode': {
      const buildFlagsForGopls = buildFlags.tags.length === 0 ? [] : [`-tags=${buildFlags.tags.join(',')}`];
      const settings = {
        'go.toolsEnvVars': variables,
        gopls: {
          'build.env': variables,
          ...(buildFlagsForGopls.length > 0 && { 'build.buildFlags': buildFlagsForGopls }),
        },
      };
      return `${JSON.stringify(settings, undefined, 2)}\n`;
    }
  }
}

function quoteForShell(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}
