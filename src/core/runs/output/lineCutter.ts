/**
 * Cuts a text that comes in pieces into its lines. Takes time in proportion to the text, and memory
 * for no more than `longest` characters: in the place of a longer line stands `instead`.
 */
export class LineCutter {
  readonly #longest: number;
  readonly #instead: string;
  /** Joined at the line's end: to search a beginning again and again would take time in its square. */
  #parts: string[] = [];
  #length = 0;

  constructor(longest: number, instead = '') {
    this.#longest = longest;
    this.#instead = instead;
  }

  /** Whether the line that has begun is too long already. */
  get isTooLong(): boolean {
    return this.#length > this.#longest;
  }

  /** The lines that are whole now, without their ends. */
  push(chunk: string): readonly string[] {
    const [first = '', ...others] = chunk.split('\n');
    this.#add(first);
    return others.map(next => {
      const line = this.isTooLong ? this.#instead : this.#parts.join('');
      this.#parts = [];
      this.#length = 0;
      this.#add(next);
      return line;
    });
  }

  #add(part: string): void {
    this.#length += part.length;
    if (this.isTooLong) {
      this.#parts = [];
    } else {
      this.#parts.push(part);
    }
  }
}
