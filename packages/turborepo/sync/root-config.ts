import type { TurboRoot } from '../modules/turbo-root';
import { JsonText } from './edit-json';

const NEW = `{
  "$schema": "https://turborepo.dev/schema.json",
  "futureFlags": { "experimentalTaskCommand": true, "affectedUsingTaskInputs": true },
  "tasks": {}
}
`;

/** The root's turbo.json: with the flag by which tasks start without a package manager between, unless somebody has decided on it. */
export function renderRootConfig({ text }: Pick<TurboRoot, 'text'>): string {
  if (text === undefined) return NEW;
  const json = new JsonText(text);
  const flag = ['futureFlags', 'experimentalTaskCommand'];
  if (json.get(flag) === undefined) json.set(flag, true);
  return json.text;
}
