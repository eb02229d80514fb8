import { crc32 } from 'node:zlib';
import { sha256 } from '../../support';
import { fromLine, type LookKey } from './look';

/** Another number for another format, or other views of files. */
const VERSION = 3;
/** As a number of this machine's byte order: a file from one of the other order is none. */
const MAGIC = 0x4748534b;

/** Words of the header: MAGIC, checksum of the states, of what comes before and behind them, VERSION and four lengths. */
const HEADER_WORDS = 8;
const HEADER_BYTES = 4 * HEADER_WORDS;
const KEY_LENGTH = 64;
/** A key may hold a NUL, but not two in a row. */
const BETWEEN_KEYS = '\0\0';

/** What a function saw and what it returned. */
export interface MemoContent {
  /** All that the result depends on besides the disk. */
  readonly key: string;
  readonly looks: readonly LookKey[];
  /** Those of the paths of each look, in their order. */
  readonly states: Float64Array;
  /** The value of each look. */
  readonly lines: readonly string[];
  /** As toLine() gives it. */
  readonly result: string;
}

/** The same as it lies in its file. What nobody asks for is not decoded. */
export class Memo {
  readonly states: Float64Array;
  private readonly sections: readonly [key: Buffer, looks: Buffer, lines: Buffer, result: Buffer];
  private decodedLooks: readonly LookKey[] | undefined;

  private constructor(readonly bytes: Uint8Array<ArrayBuffer>) {
    const [, , , , states = 0, looks = 0, lines = 0, result = 0] = new Uint32Array(
      bytes.buffer,
      0,
      HEADER_WORDS,
    );
    this.states = new Float64Array(bytes.buffer, HEADER_BYTES, states);
    let at = HEADER_BYTES + 8 * states;
    const section = (length: number) => Buffer.from(bytes.buffer, (at += length) - length, length);
    this.sections = [section(KEY_LENGTH), section(looks), section(lines), section(result)];
  }

  static encode({ key, looks, states, lines, result }: MemoContent): Memo {
    const sections = [sha256(key), looks.join(BETWEEN_KEYS), lines.join('\n'), result].map((text) =>
      Buffer.from(text),
    );
    const lengths = sections.map(({ length }) => length);
    const head = HEADER_BYTES + 8 * states.length;
    const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, head));
    new Uint32Array(bytes.buffer, 0, HEADER_WORDS).set([
      MAGIC,
      0,
      0,
      VERSION,
      states.length,
      ...lengths.slice(1),
    ]);
    let at = head;
    for (const section of sections) {
      bytes.set(section, at);
      at += section.length;
    }
    const memo = new Memo(bytes);
    memo.states.set(states);
    memo.seal();
    return memo;
  }

  /** What a file holds; undefined if it is not whole, or of another version. */
  static decode(bytes: Uint8Array<ArrayBuffer>): Memo | undefined {
    if (bytes.length < HEADER_BYTES) return undefined;
    const [magic, ofStates, ofOthers, version, states = 0, looks = 0, lines = 0, result = 0] =
      new Uint32Array(bytes.buffer, 0, HEADER_WORDS);
    const length = HEADER_BYTES + 8 * states + KEY_LENGTH + looks + lines + result;
    if (magic !== MAGIC || version !== VERSION || bytes.length !== length) return undefined;
    const memo = new Memo(bytes);
    const [foundOfStates, foundOfOthers] = memo.checksums();
    return ofStates === foundOfStates && ofOthers === foundOfOthers ? memo : undefined;
  }

  isOf(key: string): boolean {
    return this.sections[0].toString('latin1') === sha256(key);
  }

  get looks(): readonly LookKey[] {
    return (this.decodedLooks ??= splitText(this.sections[1], BETWEEN_KEYS));
  }

  /** Decodes all of them. */
  lines(): readonly string[] {
    return splitText(this.sections[2], '\n');
  }

  /** Parsed anew. */
  result(): unknown {
    return fromLine(this.sections[3].toString());
  }

  /** Makes its checksum right again after states were changed. */
  seal(): this {
    new Uint32Array(this.bytes.buffer, 0, HEADER_WORDS).set(this.checksums(), 1);
    return this;
  }

  private checksums(): [number, number] {
    const { bytes, states } = this;
    const lengths = bytes.subarray(12, HEADER_BYTES);
    const ofStates = bytes.subarray(HEADER_BYTES, HEADER_BYTES + states.byteLength);
    return [crc32(ofStates), crc32(bytes.subarray(HEADER_BYTES + states.byteLength), crc32(lengths))];
  }
}

function splitText(bytes: Buffer, separator: string): string[] {
  return bytes.length === 0 ? [] : bytes.toString().split(separator);
}
