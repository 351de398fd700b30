/** A stretch of a document, in UTF-16 offsets, end exclusive: most of the core knows no lines. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The bare span of something that has one. */
export function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** A position as editors and compilers print it: both count from 1, columns in UTF-16 units. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** A span as editors and compilers print it; the end is exclusive. */
export interface LineRange extends LineColumn {
  readonly endLine: number;
  readonly endColumn: number;
}

/** Turns offsets of one text into lines and columns; `\n`, `\r\n` and a lone `\r` end a line. */
export class LineMap {
  readonly #starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) {
        starts.push(index + 1);
      }
    }
    this.#starts = starts;
  }

  range({ start, end }: Span): LineRange {
    const { line, column } = this.at(end);
    return { ...this.at(start), endLine: line, endColumn: column };
  }

  at(offset: number): LineColumn {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }
}
