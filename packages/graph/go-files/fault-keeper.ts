import type { SourceFault } from './go-file';

/** Keeps the fault that stands first in the file: the one that the go command reports. */
export class FaultKeeper {
  private first: { offset: number; fault: SourceFault } | undefined;
  private lastLine = 0;

  report(offset: number, line: number, message: string): void {
    this.lastLine = line;
    if (this.first === undefined || offset < this.first.offset)
      this.first = { offset, fault: { line, message } };
  }

  /** For the parser: what it says of a line that has a fault already is a consequence (go/parser/parser.go: error). */
  reportUnlessSameLine(offset: number, line: number, message: string): void {
    if (this.lastLine !== line) this.report(offset, line, message);
  }

  get fault(): SourceFault | undefined {
    return this.first?.fault;
  }

  /** Where the fault is. */
  get offset(): number | undefined {
    return this.first?.offset;
  }
}
