import type { TargetConfiguration } from '@nx/devkit';
import { invalidPluginOption as invalid, isObject, objectOption, refuseUnknownOptions } from '../support';
import { GO_EXECUTORS, type GoExecutor } from './go-targets';

/** How an inferred target is called, what it has besides, or that there is none. */
export type InferredTarget = false | string | (TargetConfiguration & { readonly name?: string });

type Field = { readonly wanted: string; readonly isValid: (value: unknown) => boolean };

const isObjectOfObjects = (value: unknown) => isObject(value) && Object.values(value).every(isObject);
const isYesOrNo = (value: unknown) => typeof value === 'boolean';
const NAME: Field = {
  wanted: 'a name',
  isValid: (value) => value === undefined || (typeof value === 'string' && value !== ''),
};
const LIST: Field = { wanted: 'a list', isValid: Array.isArray };
const OBJECT: Field = { wanted: 'an object', isValid: isObject };
const YES_OR_NO: Field = { wanted: 'true or false', isValid: isYesOrNo };

/** Fields of targets (nx/schemas/project-schema.json) but for `executor` and `command`, which say what it runs. */
const FIELDS: Readonly<Record<string, Field>> = {
  name: NAME,
  options: OBJECT,
  configurations: { wanted: 'an object with an object for each configuration', isValid: isObjectOfObjects },
  defaultConfiguration: NAME,
  inputs: LIST,
  outputs: LIST,
  dependsOn: LIST,
  syncGenerators: LIST,
  cache: YES_OR_NO,
  continuous: YES_OR_NO,
  parallelism: YES_OR_NO,
  metadata: OBJECT,
};

/**
 * Reads the plugin's option `targets`.
 *
 * @throws UsageError 'invalid-plugin-option'
 */
export function readTargetOptions(given: unknown): Readonly<Record<string, InferredTarget | undefined>> {
  if (given === undefined) return {};
  const targets = objectOption('targets', given);
  for (const [executor, target] of Object.entries(targets)) {
    const option = `targets.${executor}`;
    if (!GO_EXECUTORS.some((one) => one === executor))
      throw invalid(option, `one of ${GO_EXECUTORS.join(', ')}`);
    if (isObject(target)) checkFields(option, target);
    else if (target !== false && (typeof target !== 'string' || target === ''))
      throw invalid(option, 'a name, a target, or false');
  }
  const read = targets as Readonly<Record<string, InferredTarget | undefined>>;
  refuseTwins(read);
  return read;
}

function checkFields(option: string, target: Record<string, unknown>): void {
  refuseUnknownOptions(target, Object.keys(FIELDS), option);
  for (const [name, value] of Object.entries(target)) {
    const field = FIELDS[name];
    if (field?.isValid(value) === false) throw invalid(`${option}.${name}`, field.wanted);
  }
}

/** Of two targets with one name, a project would have the second alone. */
function refuseTwins(targets: Readonly<Record<string, InferredTarget | undefined>>): void {
  const known = new Map<string, GoExecutor>();
  for (const executor of GO_EXECUTORS) {
    const target = targets[executor];
    if (target === false) continue;
    const name = (typeof target === 'string' ? target : target?.name) ?? executor;
    const twin = known.get(name);
    if (twin !== undefined)
      throw invalid(
        `targets.${executor in targets ? executor : twin}`,
        `a name of its own: ${twin} and ${executor} are both called ${name}`,
      );
    known.set(name, executor);
  }
}
