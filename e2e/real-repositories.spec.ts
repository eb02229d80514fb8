import { compareWithGo } from '../packages/graph/testing/compare-with-go';
import { fetchRepository, REAL_REPOSITORIES } from '../packages/graph/testing/real-repositories';
import { makeDirectory } from '../packages/support/testing/make-directory';
import { isFullMatrix } from './support/mode';

jest.setTimeout(1_800_000);

/** What two modules provide is an error to the go command; here it is one of them. */
const AMBIGUOUS: Readonly<Record<string, readonly string[]>> = {
  'opentelemetry-go': ['otlpmetric/otlpmetricgrpc', 'otlptrace/otlptracegrpc'].map(
    (name) => `false external exporters/otlp/${name} -> google.golang.org/genproto/googleapis/rpc`,
  ),
};

/** The others take minutes of `go list` each. */
const QUICK = 'etcd';

it.each(
  REAL_REPOSITORIES.filter(({ name }) => isFullMatrix || name === QUICK).map(
    (one) => [one.name, one] as const,
  ),
)('the graph of %s is what go list says, for all builds', async (name, repository) => {
  const root = makeDirectory();
  await fetchRepository(repository, root);
  const found = await compareWithGo(root);
  expect(found.truth.failures).toEqual([]);
  expect(found.truth.edges.length).toBeGreaterThan(100);
  expect(found.differences).toEqual(AMBIGUOUS[name] ?? []);
});
