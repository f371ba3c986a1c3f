const FIRST_CAPACITY = 32 * 1024;

/** Bytes that grow at the end, in one piece, so that what was written from can be let go at once. */
export class ByteWriter {
  #bytes = Buffer.allocUnsafe(FIRST_CAPACITY);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Text of characters up to U+00FF, a byte each. */
  text(text: string): void {
    this.#makeRoom(text.length);
    this.#size += this.#bytes.write(text, this.#size, "latin1");
  }

  bytes(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length);
    this.#bytes.set(bytes, this.#size);
    this.#size += bytes.length;
  }

  /** What has been written. It shares its memory with the writer. */
  written(): Uint8Array {
    return this.#bytes.subarray(0, this.#size);
  }

  #makeRoom(length: number): void {
    const needed = this.#size + length;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.#bytes.length));
    larger.set(this.written());
    this.#bytes = larger;
  }
}
