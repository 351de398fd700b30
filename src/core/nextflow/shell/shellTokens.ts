import { unknownPiece } from '../unknownPiece.ts';

/** A word of a shell script without its quotes. */
export interface ShellWord {
  readonly text: string;
  /** The variables whose whole values are in it. */
  readonly variables: readonly string[];
  /** Whether the text is all of it: no variable, and nothing else that only a shell can tell. */
  readonly plain: boolean;
}

/** A word, or what stands between words: `;`, `|`, `2>`. */
export type ShellToken =
  | { readonly kind: 'word'; readonly word: ShellWord }
  | { readonly kind: 'redirect'; readonly text: string }
  | { readonly kind: 'control'; readonly text: string };

const blank = /(?:[ \t\r]|\\\r?\n)+|#[^\n]*/y;
const redirect = /(?:\d*|&)(?:>>|>&|>\||>)|\d*(?:<<<|<<|<&|<>|<)/y;
const control = /\|\||&&|;;|\|&|[;&|()\n]/y;
const wordEnd = /[\s;&|()<>]/;
const variable = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?[-=?][^{}"'$`]*)?\})/y;

/** The tokens of a shell script, up to what is not understood. */
export class ShellTokens {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** What has not been read. */
  get rest(): string {
    return this.#text.slice(this.#at);
  }

  *[Symbol.iterator](): Generator<ShellToken> {
    while (this.#at < this.#text.length) {
      while (this.#match(blank)) {
        // Blanks and comments.
      }
      const [between] = this.#match(redirect) ?? [];
      const [end] = between === undefined ? (this.#match(control) ?? []) : [];
      if (between !== undefined) {
        yield { kind: 'redirect', text: between };
      } else if (end !== undefined) {
        yield { kind: 'control', text: end };
      } else if (this.#at < this.#text.length) {
        const start = this.#at;
        const word = this.#word();
        if (!word) {
          this.#at = start;
          return;
        }
        yield { kind: 'word', word };
      }
    }
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    this.#at += found?.[0].length ?? 0;
    return found;
  }

  /** Null where a quote or a bracket is not closed. */
  #word(): ShellWord | null {
    const word = new Word();
    let quoted = false;
    for (; this.#at < this.#text.length; this.#at += 1) {
      const one = this.#text[this.#at] ?? '';
      if (one === '"') {
        quoted = !quoted;
      } else if (!quoted && wordEnd.test(one)) {
        break;
      } else if (!this.#piece(one, quoted, word)) {
        return null;
      }
    }
    return quoted ? null : word;
  }

  /** Takes in what starts here; what it is the last character of is passed by the caller. */
  #piece(one: string, quoted: boolean, word: Word): boolean {
    if (one === "'" && !quoted) {
      const close = this.#text.indexOf("'", this.#at + 1);
      word.text += this.#text.slice(this.#at + 1, Math.max(close, 0));
      return this.#passTo(close);
    }
    if (one === '\\') {
      this.#at += 1;
      word.text += this.#text[this.#at] ?? '';
      return true;
    }
    if (one === '`') {
      word.plain = false;
      return this.#passTo(this.#text.indexOf('`', this.#at + 1));
    }
    word.plain &&= one !== '$' && one !== unknownPiece;
    word.text += one === '$' ? '' : one;
    return one !== '$' || this.#dollar(word);
  }

  #dollar(word: Word): boolean {
    const found = this.#match(variable);
    if (found) {
      word.variables.push(found[1] ?? found[2] ?? '');
      this.#at -= 1;
      return true;
    }
    const opening = this.#text[this.#at + 1];
    const closing = opening === '(' ? ')' : opening === '{' ? '}' : null;
    return closing === null ? opening !== "'" : this.#passBrackets(opening ?? '', closing);
  }

  /** Past `$(…)` or `${…}` that is no plain variable. */
  #passBrackets(opening: string, closing: string): boolean {
    const start = this.#at;
    let depth = 0;
    for (let at = start + 1; at < this.#text.length; at += 1) {
      const one = this.#text[at];
      depth += one === opening ? 1 : one === closing ? -1 : 0;
      if (depth === 0) {
        const inner = this.#text.slice(start, at);
        const even = ['"', "'"].every(quote => inner.split(quote).length % 2 === 1);
        return even && this.#passTo(at);
      }
    }
    return false;
  }

  #passTo(at: number): boolean {
    this.#at = Math.max(at, this.#at);
    return at >= 0;
  }
}

class Word implements ShellWord {
  text = '';
  readonly variables: string[] = [];
  plain = true;
}
