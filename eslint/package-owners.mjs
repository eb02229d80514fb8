import { isTestFile, locate } from './rooms.mjs';
import { visitImports } from './visit-imports.mjs';

/** Some packages may be imported in one directory of packages/ only; tests and type imports are free. */
export const packageOwners = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', additionalProperties: { type: 'string' } }],
    messages: { owned: '"{{name}}" may be imported in packages/{{owner}}/ only.' },
  },
  create(context) {
    const from = locate(context.cwd, context.filename);
    const owners = Object.entries(context.options[0] ?? {});
    if (from === undefined || isTestFile(from.inside)) {
      return {};
    }
    const path = `${from.room}/${from.inside}`;
    return visitImports((node, source) => {
      const found = owners.find(([name]) => source === name || source.startsWith(`${name}/`));
      if (found !== undefined && !path.startsWith(`${found[1]}/`) && !isTypeImport(node.parent)) {
        context.report({ node, messageId: 'owned', data: { name: found[0], owner: found[1] } });
      }
    });
  },
};

function isTypeImport(node) {
  return node.importKind === 'type' || node.exportKind === 'type' || node.type === 'TSImportType';
}
