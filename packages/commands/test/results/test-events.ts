import { closeUnbuilt, emptyResult, type PackageResult, type Verdict } from './package-result';
import type { TestEvent } from './test-event';

/** Sorts what `go test -json` prints by package. */
export class TestEvents {
  readonly packages = new Map<string, PackageResult>();
  /** What building a package printed, by the name that the go command gives it; `# pkg` line included. */
  readonly builds = new Map<string, string>();
  /** What was no event: messages of the go command itself. */
  other = '';
  private rest = '';

  /**
   * @param onClosed called when a package got its verdict
   * @param keeps whether the events themselves are wanted, besides what they say
   */
  constructor(
    private readonly onClosed: (result: PackageResult) => void,
    private readonly keeps: 'events' | 'results' = 'results',
  ) {}

  /** Takes standard output as it comes. */
  write(chunk: string): void {
    const lines = (this.rest + chunk).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.readLine(line);
  }

  end(): void {
    if (this.rest !== '') this.readLine(this.rest);
    this.rest = '';
  }

  private readLine(line: string): void {
    const event = parseEvent(line);
    if (event === undefined) this.readText(line);
    else if (event.Package === undefined) this.readBuildEvent(event);
    else this.readPackageEvent(event, event.Package, line);
  }

  /** Before Go 1.24 a package that was not built is told of in plain text. */
  private readText(line: string): void {
    const failed = /^FAIL\t(\S+) \[(?:build|setup) failed\]\r?$/.exec(line);
    if (failed?.[1] === undefined) {
      this.other += `${line}\n`;
      return;
    }
    const result = this.resultOf(failed[1]);
    closeUnbuilt(result, `${line}\n`);
    this.onClosed(result);
  }

  private readBuildEvent({ Action, ImportPath = '', Output = '' }: TestEvent): void {
    if (Action === 'build-output') this.builds.set(ImportPath, (this.builds.get(ImportPath) ?? '') + Output);
  }

  private readPackageEvent(
    { Action, Test = '', Output = '', FailedBuild }: TestEvent,
    name: string,
    line: string,
  ): void {
    const result = this.resultOf(name);
    result.events?.push(line);
    switch (Action) {
      case 'run':
        result.tests.set(Test, undefined);
        break;
      case 'output':
        result.output.push({ test: Test, text: Output });
        break;
      case 'pass':
      case 'fail':
      case 'skip':
        if (FailedBuild !== undefined) result.failedBuild = FailedBuild;
        if (Test === '') this.close(result, Action);
        else result.tests.set(Test, Action);
        break;
      default:
      // start, pause, cont, bench: nothing that a summary needs.
    }
  }

  private close(result: PackageResult, verdict: Verdict): void {
    result.verdict = verdict;
    this.onClosed(result);
  }

  private resultOf(importPath: string): PackageResult {
    let result = this.packages.get(importPath);
    if (result === undefined) {
      result = { ...emptyResult(importPath), ...(this.keeps === 'events' && { events: [] }) };
      this.packages.set(importPath, result);
    }
    return result;
  }
}

function parseEvent(line: string): TestEvent | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'Action' in value
      ? (value as TestEvent)
      : undefined;
  } catch {
    return undefined; // Printed by something else than the converter of test output: passed on as text.
  }
}
