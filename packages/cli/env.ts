import { dimensionOfDirectory, formatSettings, openDimension, type SettingsForm } from '../commands';
import { placeOf, type PlaceOptions } from './context';

export interface EnvOptions extends PlaceOptions {
  readonly shell?: boolean;
  readonly direnv?: boolean;
  readonly vscode?: boolean;
  readonly json?: boolean;
}

/** `goshawk env`: settings for shells, direnv and editors. */
export async function printEnv(flags: readonly string[], options: EnvOptions): Promise<number> {
  const dimension = await dimensionOfDirectory('.', placeOf(options, flags));
  openDimension(dimension);
  if (options.json === true) {
    const document = { schemaVersion: 1, dimension: dimension.name, env: { GOCACHE: dimension.gocache } };
    process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
  } else {
    process.stdout.write(formatSettings(dimension, formOf(options)));
  }
  return 0;
}

function formOf({ shell, direnv, vscode }: EnvOptions): SettingsForm {
  if (shell === true) return 'shell';
  if (direnv === true) return 'direnv';
  return vscode === true ? 'vscode' : 'plain';
}
