import { escapeXml } from './escape-xml';
import type { JUnitCase, JUnitSuite, Trouble } from './junit-suites';

/**
 * A JUnit report, with the elements and attributes that CI systems share (Jenkins' junit-10.xsd).
 *
 * @param name of the whole
 */
export function renderJUnit(name: string, suites: readonly JUnitSuite[]): string {
  const all = suites.flatMap(({ cases }) => cases);
  const seconds = suites.reduce((sum, suite) => sum + suite.seconds, 0);
  const head = { name, tests: all.length, ...troubleCounts(all), time: seconds.toFixed(3) };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<testsuites${attributes(head)}>\n`,
    ...suites.map(renderSuite),
    '</testsuites>\n',
  ].join('');
}

function renderSuite({ name, seconds, startTime, isCached, cases }: JUnitSuite): string {
  const head = {
    name,
    tests: cases.length,
    ...troubleCounts(cases),
    skipped: countOf(cases, 'skipped'),
    time: seconds.toFixed(3),
    ...(startTime !== undefined && { timestamp: new Date(startTime).toISOString().replace(/\.\d+Z$/, 'Z') }),
  };
  return [
    `  <testsuite${attributes(head)}>\n`,
    ...(isCached
      ? ['    <properties>\n      <property name="cached" value="true"/>\n    </properties>\n']
      : []),
    ...cases.map((one) => renderCase(one, name)),
    '  </testsuite>\n',
  ].join('');
}

function renderCase({ name, seconds, trouble }: JUnitCase, classname: string): string {
  const start = `    <testcase${attributes({ classname, name, time: seconds.toFixed(3) })}`;
  if (trouble === undefined) return `${start}/>\n`;
  const { element, message, text } = trouble;
  return `${start}>\n      <${element}${attributes({ message })}>${escapeXml(text)}</${element}>\n    </testcase>\n`;
}

function troubleCounts(cases: readonly JUnitCase[]) {
  return { failures: countOf(cases, 'failure'), errors: countOf(cases, 'error') };
}

function countOf(cases: readonly JUnitCase[], element: Trouble['element']): number {
  return cases.filter(({ trouble }) => trouble?.element === element).length;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
}
