/** Numbers in bytes, of either byte order. Reading past the end throws a RangeError. */
export class ByteReader {
  private readonly view: DataView;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly order: 'little' | 'big',
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u16(offset: number): number {
    return this.view.getUint16(offset, this.order === 'little');
  }

  u32(offset: number): number {
    return this.view.getUint32(offset, this.order === 'little');
  }

  /** One beyond Number.MAX_SAFE_INTEGER loses digits: no address or size in a file is that big. */
  u64(offset: number): number {
    return Number(this.view.getBigUint64(offset, this.order === 'little'));
  }

  /** Text up to the first zero byte, at most `length` bytes. */
  text(offset: number, length: number): string {
    const bytes = this.bytes.subarray(offset, offset + length);
    const end = bytes.indexOf(0);
    return Buffer.from(end === -1 ? bytes : bytes.subarray(0, end)).toString('latin1');
  }
}
