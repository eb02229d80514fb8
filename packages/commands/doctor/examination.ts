import { GoshawkError, type Env, type Finding, type Severity } from '../../support';

/** What a doctor looks at: a directory, with an environment. */
export interface ExaminedPlace {
  readonly cwd: string;
  readonly env: Env;
  readonly cacheRoot: string;
  /** The go command; the one of nx.json, or on PATH, where undefined. */
  readonly goBinary?: string | undefined;
}

/** Something that is as it is: a version, a path, a setting. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** What came of looking at one part of the machine or the workspace. */
export interface Examination {
  /** `Go`, `C compiler`, `Nx`… */
  readonly area: string;
  readonly facts: readonly Fact[];
  readonly findings: readonly Finding[];
}

/** Collects what an examination sees. */
export class Notes {
  private readonly facts: Fact[] = [];
  private readonly findings: Finding[] = [];

  constructor(private readonly area: string) {}

  /** A password in a URL is left out: what is shown is copied into bug reports. */
  fact(name: string, value: string): void {
    this.facts.push({ name, value: value.replace(/(:\/\/)[^/@,|\s]+@/g, '$1…@') });
  }

  /** @param action what the reader does about it */
  find(severity: Severity, code: string, evidence: string, action: string): void {
    this.findings.push({ code, severity, subject: this.area, evidence, action });
  }

  /** A failure that is known: what keeps everything else from working. */
  error({ code, message, next }: GoshawkError): void {
    this.find('error', code, message.replace(/\.$/, ''), next.replace(/\.$/, ''));
  }

  /** The result of `look`; undefined, and a finding, where it fails in a way that is known. */
  async attempt<T>(look: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await look();
    } catch (error) {
      if (!(error instanceof GoshawkError)) throw error;
      this.error(error);
      return undefined;
    }
  }

  get examination(): Examination {
    return { area: this.area, facts: this.facts, findings: this.findings };
  }
}
