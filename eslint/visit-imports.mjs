/** ESLint visitors that call `report(node, source)` for every way in which a module names another one. */
export function visitImports(report) {
  const visitSource = (node) => {
    if (typeof node.source?.value === 'string') {
      report(node.source, node.source.value);
    }
  };
  const visitLiteral = (literal) => {
    if (typeof literal?.value === 'string') {
      report(literal, literal.value);
    }
  };
  return {
    ImportDeclaration: visitSource,
    ExportNamedDeclaration: visitSource,
    ExportAllDeclaration: visitSource,
    ImportExpression: visitSource,
    TSImportType: (node) => visitLiteral(node.source),
    TSExternalModuleReference: (node) => visitLiteral(node.expression),
    CallExpression: (node) => {
      if (/^require(\.resolve)?$/.test(nameOf(node.callee))) {
        visitLiteral(node.arguments[0]);
      }
    },
  };
}

function nameOf(callee) {
  if (callee.type === 'Identifier') {
    return callee.name;
  }
  return callee.type === 'MemberExpression' && !callee.computed
    ? `${nameOf(callee.object)}.${callee.property.name}`
    : '';
}
