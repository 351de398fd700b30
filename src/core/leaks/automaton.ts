const columns = 256;
/** A megabyte. */
const mostRows = 1024;

/**
 * Finds many byte strings at once in one pass over another, in time that does not depend on how
 * many they are (Aho and Corasick, 1975).
 *
 * Our own, because a search must go on across chunks, run over several readings of a text at once,
 * and hold values of 128 KiB without an object for each byte; the libraries search whole strings.
 */
export class Automaton {
  /** Length of the longest text. */
  readonly longest: number;
  readonly #lengths: readonly number[];
  /** For each node how many bytes it stands for. */
  readonly #depth: Int32Array;
  /** The last byte of what a node stands for. */
  readonly #byte: Uint8Array;
  /** A node's children are a list: the first of them, then each one's next. */
  readonly #firstChild: Int32Array;
  readonly #nextSibling: Int32Array;
  /** The node of the longest end of a node's text with which some text begins. */
  readonly #fallback: Int32Array;
  /** Index of the longest text with which a node's text ends; -1 where there is none. */
  readonly #found: Int32Array;
  /** The children of the root, which are many and looked for most: node by byte. */
  readonly #start = new Int32Array(columns);
  /** The step of each byte from the nodes that most of a text is spent at. */
  readonly #steps: Int32Array;
  /** Which row of {@link #steps} a node has; -1 for none. */
  readonly #row: Int32Array;
  #nodes = 1;

  /** Each text is a string of characters up to U+00FF, which stand for bytes. */
  constructor(texts: readonly string[]) {
    const size = texts.reduce((sum, { length }) => sum + length, 1);
    this.#lengths = texts.map(({ length }) => length);
    this.longest = this.#lengths.reduce((longest, length) => Math.max(longest, length), 0);
    this.#depth = new Int32Array(size);
    this.#byte = new Uint8Array(size);
    this.#firstChild = new Int32Array(size);
    this.#nextSibling = new Int32Array(size);
    this.#fallback = new Int32Array(size);
    this.#found = new Int32Array(size).fill(-1);
    this.#row = new Int32Array(size).fill(-1);
    this.#steps = new Int32Array(Math.min(size, mostRows) * columns);
    texts.forEach((text, index) => {
      this.#add(text, index);
    });
    this.#link();
  }

  /** The node after a byte, from the one before it; 0 is the root. */
  next(node: number, byte: number): number {
    for (let from = node; from !== 0; from = this.#fallback[from] ?? 0) {
      const row = this.#row[from] ?? -1;
      if (row >= 0) {
        return this.#steps[row * columns + byte] ?? 0;
      }
      const child = this.#child(from, byte);
      if (child !== 0) {
        return child;
      }
    }
    return this.#start[byte] ?? 0;
  }

  /** How many of the last bytes may be the beginning of some text. */
  depth(node: number): number {
    return this.#depth[node] ?? 0;
  }

  /** Index of the longest text that ends here; -1 where none does. */
  found(node: number): number {
    return this.#found[node] ?? -1;
  }

  /** The length of a text, by its index. */
  length(found: number): number {
    return this.#lengths[found] ?? 0;
  }

  /** By byte whether some text begins with it. */
  get beginnings(): Uint8Array {
    return Uint8Array.from(this.#start, node => (node === 0 ? 0 : 1));
  }

  /** By two bytes, the first of them above the second, whether some text begins with them. */
  get pairs(): Uint8Array {
    const pairs = new Uint8Array(columns * columns);
    this.#start.forEach((node, first) => {
      this.#eachChild(node, (_, second) => {
        pairs[(first << 8) | second] = 1;
      });
    });
    return pairs;
  }

  /** For each three bytes with which some text begins calls back with them. */
  eachTriple(call: (first: number, second: number, third: number) => void): void {
    this.#start.forEach((node, first) => {
      this.#eachChild(node, (next, second) => {
        this.#eachChild(next, (_, third) => {
          call(first, second, third);
        });
      });
    });
  }

  #eachChild(node: number, call: (child: number, byte: number) => void): void {
    let child = node === 0 ? 0 : (this.#firstChild[node] ?? 0);
    while (child !== 0) {
      call(child, this.#byte[child] ?? 0);
      child = this.#nextSibling[child] ?? 0;
    }
  }

  #add(text: string, index: number): void {
    let node = 0;
    for (let at = 0; at < text.length; at += 1) {
      const byte = text.charCodeAt(at);
      node = this.#child(node, byte) || this.#grow(node, byte);
    }
    if (node !== 0 && this.#found[node] === -1) {
      this.#found[node] = index;
    }
  }

  #child(node: number, byte: number): number {
    if (node === 0) {
      return this.#start[byte] ?? 0;
    }
    let child = this.#firstChild[node] ?? 0;
    while (child !== 0 && this.#byte[child] !== byte) {
      child = this.#nextSibling[child] ?? 0;
    }
    return child;
  }

  #grow(parent: number, byte: number): number {
    const node = this.#nodes;
    this.#nodes += 1;
    this.#depth[node] = this.depth(parent) + 1;
    this.#byte[node] = byte;
    this.#nextSibling[node] = this.#firstChild[parent] ?? 0;
    this.#firstChild[parent] = node;
    if (parent === 0) {
      this.#start[byte] = node;
    }
    return node;
  }

  /** Breadth first, so that what a node falls back to is linked before it. */
  #link(): void {
    const queue = new Int32Array(this.#nodes);
    let end = 1;
    for (let at = 0; at < end; at += 1) {
      const node = queue[at] ?? 0;
      if (at < mostRows) {
        this.#tabulate(node, at);
      }
      let child = this.#firstChild[node] ?? 0;
      while (child !== 0) {
        const byte = this.#byte[child] ?? 0;
        const fallback = node === 0 ? 0 : this.next(this.#fallback[node] ?? 0, byte);
        this.#fallback[child] = fallback;
        if (this.#found[child] === -1) {
          this.#found[child] = this.found(fallback);
        }
        queue[end] = child;
        end += 1;
        child = this.#nextSibling[child] ?? 0;
      }
    }
  }

  /** Works out a node's steps for good, once it and all that it falls back to are linked. */
  #tabulate(node: number, row: number): void {
    for (let byte = 0; byte < columns; byte += 1) {
      this.#steps[row * columns + byte] = this.next(node, byte);
    }
    this.#row[node] = row;
  }
}
