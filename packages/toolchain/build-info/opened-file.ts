import { closeSync, fstatSync, openSync } from 'node:fs';
import { readFully } from '../../support';

/** A file of which parts are read. */
export class OpenedFile {
  private constructor(
    private readonly descriptor: number,
    /** Bytes. */
    readonly size: number,
  ) {}

  /** Opens a file for as long as `work` runs. Throws the system's error where it cannot be read. */
  static during<T>(path: string, work: (file: OpenedFile) => T): T {
    const descriptor = openSync(path, 'r');
    try {
      return work(new OpenedFile(descriptor, fstatSync(descriptor).size));
    } finally {
      closeSync(descriptor);
    }
  }

  /** The bytes from an offset on: fewer, or none, where the file or Number ends before. */
  read(offset: number, length: number): Buffer {
    const wanted = Math.min(length, this.size - offset);
    if (!Number.isSafeInteger(offset) || offset < 0 || !(wanted > 0)) return Buffer.alloc(0);
    const buffer = Buffer.allocUnsafe(wanted);
    return buffer.subarray(0, readFully(this.descriptor, buffer, offset));
  }
}
