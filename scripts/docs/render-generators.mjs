import { GENERATOR_NOTES, INTRODUCTION, REFUSALS } from './generator-texts.mjs';
import { renderTable } from './render-executors.mjs';

/** The page about all generators, as Markdown. */
export function renderGenerators(generators) {
  const sections = generators.map(({ name, description, schema }) => {
    const options = Object.entries(schema.properties).filter(([option]) => option !== 'skipFormat');
    const examples = (schema.examples ?? []).map(({ command, description: text }) => [
      `npx ${command}`,
      text,
    ]);
    const width = Math.max(...examples.map(([command]) => command.length));
    const lines = examples.map(([command, text]) => `${command.padEnd(width)}  # ${text}`);
    const code = ['```sh', ...lines, '```'].join('\n');
    const table = options.length > 0 ? renderTable(options) : 'It has no options.';
    return [`## ${name}`, description, code, GENERATOR_NOTES[name] ?? '', table].join('\n\n');
  });
  return [INTRODUCTION, ...sections, REFUSALS].join('\n\n');
}
