import { EXECUTOR_NOTES, INTRODUCTION, SHARED_INTRODUCTION } from './executor-texts.mjs';

/**
 * The page about all executors, as Markdown. Options that every executor has with the same meaning stand in one table;
 * each executor's own table has the rest.
 */
export function renderExecutors(executors) {
  const shared = sharedOptions(executors);
  const sections = executors.map(({ name, description, schema }) => {
    const own = Object.entries(schema.properties).filter(([option]) => !shared.has(option));
    const some = [...shared.keys()].filter((option) => option in schema.properties);
    const listed = some.map((option) => `\`${option}\``).join(', ');
    const others =
      some.length === shared.size
        ? []
        : [
            `Of the [options of executors that compile](#options-of-every-executor-that-compiles) it has ${listed}.`,
          ];
    return [`## ${name}`, description, EXECUTOR_NOTES[name] ?? '', renderTable(own), ...others].join('\n\n');
  });
  return [
    INTRODUCTION,
    ...sections,
    '## Options of every executor that compiles',
    SHARED_INTRODUCTION,
    renderTable([...shared]),
  ].join('\n\n');
}

/** Options by name that all executors that compile, which have an option `race`, describe in the same words. */
export function sharedOptions(executors) {
  const compiling = executors.filter(({ schema }) => 'race' in schema.properties);
  const [first, ...others] = compiling.length > 0 ? compiling : executors;
  const isShared = ([option, property]) =>
    others.every(
      ({ schema }) => JSON.stringify(schema.properties[option] ?? null) === JSON.stringify(property),
    );
  return new Map(Object.entries(first.schema.properties).filter(isShared));
}

/** The type of an option, for people: `string`, `string or list of strings`, `"readonly" or "vendor"`. */
export function describeType(property) {
  if (property.oneOf !== undefined) return property.oneOf.map(describeType).join(' or ');
  if (property.enum !== undefined) return property.enum.map((value) => `\`${value}\``).join(', ');
  if (property.type === 'array') return `list of ${describeType(property.items)}s`;
  return property.type;
}

/** A table of options by name, as a schema has them. */
export function renderTable(options) {
  const rows = options.map(([option, property]) => {
    const examples = (property.examples ?? []).map((example) => `\`${example}\``).join(', ');
    const text = examples === '' ? property.description : `${property.description} For example: ${examples}.`;
    return `| \`${option}\` | ${describeType(property)} | ${text.replaceAll('|', '\\|')} |`;
  });
  return ['| option | type | what it does |', '| --- | --- | --- |', ...rows].join('\n');
}
