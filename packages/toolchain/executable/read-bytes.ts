/** Reads a part of a file; it gives fewer bytes than asked for only where the file ends, or for absurd requests. */
export type ReadBytes = (offset: number, length: number) => Buffer;

/** Bytes `start` to `end`, which is excluded, of a file. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A part of a program: where it is in the file, and where it begins in memory. */
export interface ProgramPart extends ByteRange {
  readonly address: number;
}

/** Numbers and texts in a header; what lies beyond its end reads as zero, so that damaged files need no checks. */
export class Fields {
  constructor(
    readonly bytes: Buffer,
    private readonly order: 'little' | 'big',
  ) {}

  uint16(at: number): number {
    if (at + 2 > this.bytes.length) return 0;
    return this.order === 'little' ? this.bytes.readUInt16LE(at) : this.bytes.readUInt16BE(at);
  }

  uint32(at: number): number {
    if (at + 4 > this.bytes.length) return 0;
    return this.order === 'little' ? this.bytes.readUInt32LE(at) : this.bytes.readUInt32BE(at);
  }

  /** Inexact above 2^53, where no file has a byte. */
  uint64(at: number): number {
    const [low, high] = this.order === 'little' ? [at, at + 4] : [at + 4, at];
    return this.uint32(high) * 2 ** 32 + this.uint32(low);
  }

  /** Text that ends with a zero byte, or after `length` bytes. */
  text(at: number, length: number): string {
    return this.bytes.toString('latin1', at, at + length).replace(/\0.*$/s, '');
  }
}
