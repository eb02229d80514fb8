import { TargetDefaults } from '../projects/target-defaults';

/** What targetDefaults of nx.json give to a target of a project, by our reading. */
export function defaultSettingsOf(
  targetDefaults: unknown,
  target: { readonly name: string; readonly executor?: string },
  project: { readonly name: string; readonly root: string; readonly tags: readonly string[] },
): { outputs: readonly string[] | undefined; options: object } {
  const { name, ...own } = target;
  const described = { ...project, file: '', targets: {} };
  const { outputs, options = {} } = new TargetDefaults(targetDefaults).of(described, name, own);
  return { outputs, options };
}
