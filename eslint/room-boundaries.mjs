import { isTestFile, isTestHelper, locate, locateImport, ROOMS } from './rooms.mjs';
import { visitImports } from './visit-imports.mjs';

/** A room imports another one through its index.ts only, and downwards only. */
export const roomBoundaries = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      unknown: 'There is no room "{{room}}": the rooms are listed in eslint/rooms.mjs.',
      outside: '"{{source}}" leaves packages/: published code cannot import it.',
      upwards: '"{{from}}" may not import "{{to}}": imports go downwards only ({{order}}).',
      door: 'Import "{{to}}" through its door, packages/{{to}}/index.ts.',
      testing: '"{{source}}" serves tests only and is not published.',
    },
  },
  create(context) {
    const from = locate(context.cwd, context.filename);
    if (from === undefined) {
      return {};
    }
    return visitImports((node, source) => {
      if (source.startsWith('.')) {
        const problem = findProblem(from, locateImport(context.cwd, context.filename, source), source);
        if (problem !== undefined) {
          context.report({ node, ...problem });
        }
      }
    });
  },
};

function findProblem(from, to, source) {
  if (to === undefined) {
    return isTestFile(from.inside) || isManifest(source)
      ? undefined
      : { messageId: 'outside', data: { source } };
  }
  const unknown = [from.room, to.room].find((room) => !ROOMS.includes(room));
  if (unknown !== undefined) {
    return { messageId: 'unknown', data: { room: unknown } };
  }
  if (isTestHelper(to.inside) && !isTestFile(from.inside)) {
    return { messageId: 'testing', data: { source } };
  }
  return to.room === from.room ? undefined : findCrossing(from, to);
}

function findCrossing(from, to) {
  if (ROOMS.indexOf(to.room) < ROOMS.indexOf(from.room)) {
    const data = { from: from.room, to: to.room, order: ROOMS.join(' > ') };
    return { messageId: 'upwards', data };
  }
  const isDoor = /^(index(\.[jt]s)?)?$/.test(to.inside) || isTestHelper(to.inside);
  return isDoor ? undefined : { messageId: 'door', data: { to: to.room } };
}

/** The package's own package.json, which is published beside dist/, and which the bundle takes its version from. */
function isManifest(source) {
  return /^(\.\.\/)+package\.json$/.test(source);
}
