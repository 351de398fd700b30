/**
 * What bash makes of a value that Nextflow wrote as `export NAME="value"`, with `$` as `\$` and
 * nothing else escaped (seen on Nextflow 24.10.0).
 */
export interface ShellReading {
  /** Part of the value runs as a command in the task. */
  readonly executes: boolean;
  /** The task fails before its script starts, because of this character; null where it does not. */
  readonly fails: 'quote' | 'backslash' | 'backtick' | null;
  readonly losesQuotes: boolean;
  readonly losesBackslashes: boolean;
}

/** Walks a value once as bash does, which starts it inside double quotes. */
export function readAsShell(value: string): ShellReading {
  const reading = new Reader();
  const written = value.replaceAll('$', '\\$');
  for (let index = 0; index < written.length; index += 1) {
    if (written[index] === '\\') {
      index += reading.backslash(written[index + 1]) ? 1 : 0;
    } else {
      reading.plain(written[index] ?? '', written[index + 1] ?? '');
    }
  }
  return reading.end();
}

class Reader {
  #quoted = true;
  #ticks = 0;
  #executes = false;
  #fails: ShellReading['fails'] = null;
  #losesQuotes = false;
  #losesBackslashes = false;

  /** Whether the backslash takes the next character with it. */
  backslash(next: string | undefined): boolean {
    if (next === undefined) {
      // It escapes the closing quote.
      this.#fails ??= 'backslash';
      return false;
    }
    const escapes = !this.#quoted || '$"\\`\n'.includes(next);
    // The one before `$` is Nextflow's own.
    this.#losesBackslashes ||= escapes && next !== '$';
    return escapes;
  }

  plain(character: string, next: string): void {
    switch (character) {
      case '"':
        this.#quoted = !this.#quoted;
        this.#losesQuotes = true;
        break;
      case '`':
        this.#ticks += 1;
        break;
      case '$':
        // Bare, because the backslash that Nextflow put before it was itself escaped.
        this.#executes ||= next === '(';
        if (/[A-Za-z_{]/.test(next)) {
          this.#fails ??= 'backslash'; // The wrapper runs under `set -u`.
        }
        break;
      default:
        if (!this.#quoted) {
          this.#executes ||= ';&|()<>'.includes(character);
          if (/[\s']/.test(character)) {
            this.#fails ??= 'quote';
          }
        }
    }
  }

  end(): ShellReading {
    return {
      executes: this.#executes || this.#ticks > 1,
      fails:
        this.#fails ?? (this.#quoted ? null : 'quote') ?? (this.#ticks % 2 ? 'backtick' : null),
      losesQuotes: this.#losesQuotes,
      losesBackslashes: this.#losesBackslashes,
    };
  }
}
