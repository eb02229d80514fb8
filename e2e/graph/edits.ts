import { goWork } from '../support/go-files';
import type { Files } from '../support/files';
import { goMod, importing, moduleDirectories, program } from './fixture';

/** A change of the workspace of `manyModules`; each comes on top of those before it. */
export interface GraphEdit {
  readonly name: string;
  readonly files?: Files;
  readonly remove?: readonly string[];
  /** Edges of Go projects that the edit takes away and brings. */
  readonly lost: readonly string[];
  readonly gained: readonly string[];
}

const withAdded = [...moduleDirectories, 'libs/added'];
const withoutTestkit = withAdded.filter((directory) => directory !== 'libs/testkit');
const withWords = withoutTestkit.map((directory) => (directory === 'libs/text' ? 'libs/words' : directory));

export const graphEdits: readonly GraphEdit[] = [
  {
    name: 'a module is added, which imports of two others already name',
    files: {
      ...goWork(...withAdded),
      'libs/added/go.mod': goMod('libs/added'),
      'libs/added/added.go': importing('added', 'example.test/libs/log'),
      'apps/worker/more.go': importing('main', 'example.test/libs/added'),
    },
    lost: [],
    gained: [
      'example.test/apps/worker static example.test/libs/added',
      'example.test/libs/added static example.test/libs/log',
    ],
  },
  {
    // What imports it stays as it is, and leads elsewhere.
    name: 'a directory of a module becomes a module of its own',
    files: {
      ...goWork(...withAdded, 'libs/text/upper'),
      'libs/text/upper/go.mod': goMod('libs/text/upper'),
    },
    lost: ['by-hand static example.test/libs/text'],
    gained: ['by-hand static example.test/libs/text/upper'],
  },
  {
    name: 'it becomes part of the module again',
    files: goWork(...withAdded),
    remove: ['libs/text/upper/go.mod'],
    lost: ['by-hand static example.test/libs/text/upper'],
    gained: ['by-hand static example.test/libs/text'],
  },
  {
    name: 'an import is removed from a Go file',
    files: { 'apps/api/main.go': program('example.test/libs/store') },
    lost: ['example.test/apps/api static example.test/libs/log'],
    gained: [],
  },
  {
    name: 'an import is added to a Go file',
    files: { 'libs/log/log.go': importing('log', 'example.test/libs/text/upper') },
    lost: [],
    gained: ['example.test/libs/log static example.test/libs/text'],
  },
  {
    name: 'a module is removed',
    files: { ...goWork(...withoutTestkit), 'apps/api/api_test.go': importing('main', 'testing') },
    remove: ['libs/testkit'],
    lost: [
      'example.test/apps/api dynamic example.test/libs/testkit',
      'example.test/libs/testkit static example.test/libs/text',
    ],
    gained: [],
  },
  {
    name: 'a module moves to another directory',
    files: {
      ...goWork(...withWords),
      'libs/words/go.mod': goMod('libs/text'),
      'libs/words/text.go': importing('text'),
      'libs/words/upper/upper.go': importing('upper'),
    },
    remove: ['libs/text'],
    lost: [],
    gained: [],
  },
  {
    name: 'a module gets another path',
    files: {
      'libs/added/go.mod': goMod('libs/new'),
      'apps/worker/more.go': importing('main', 'example.test/libs/new'),
    },
    lost: [
      'example.test/apps/worker static example.test/libs/added',
      'example.test/libs/added static example.test/libs/log',
    ],
    gained: [
      'example.test/apps/worker static example.test/libs/new',
      'example.test/libs/new static example.test/libs/log',
    ],
  },
  {
    name: 'a project.json gives a module another name',
    files: { 'libs/added/project.json': { name: 'named' } },
    lost: [
      'example.test/apps/worker static example.test/libs/new',
      'example.test/libs/new static example.test/libs/log',
    ],
    gained: ['example.test/apps/worker static named', 'named static example.test/libs/log'],
  },
];
