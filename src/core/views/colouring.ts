/** Terminal sequences that begin a colour and end it. */
const sequences = {
  quiet: ['\x1b[2m', '\x1b[22m'],
  bold: ['\x1b[1m', '\x1b[22m'],
  red: ['\x1b[31m', '\x1b[39m'],
  green: ['\x1b[32m', '\x1b[39m'],
  yellow: ['\x1b[33m', '\x1b[39m'],
  blue: ['\x1b[34m', '\x1b[39m'],
} as const;
export type Style = keyof typeof sequences;

export function styled(text: string, style: Style): string {
  const [on, off] = sequences[style];
  return `${on}${text}${off}`;
}

/**
 * Colours for lines of Nextflow's output. It prints none of its own with `-ansi-log false`
 * (24.10.0), and anything else cannot be read line by line. Each rule names its groups' styles.
 */
const rules: readonly (readonly [RegExp, readonly (Style | null)[]])[] = [
  [/^(N E X T F L O W)(.*)$/, ['green', 'quiet']],
  [/^(Launching )(`.*`)( .*)$/, ['quiet', 'bold', 'quiet']],
  [/^(\[[^\]]+\])( Submitted process > )(.+)$/, ['blue', 'quiet', null]],
  [/^(\[[^\]]+\])( Re-submitted process > )(.+)$/, ['blue', 'yellow', null]],
  [/^(\[[^\]]+\])( (?:Cached|Stored) process > )(.+)$/, ['blue', 'green', 'quiet']],
  [/^(\[[^\]]+\])( NOTE: .*)$/, ['blue', 'yellow']],
  [/^(WARN:? .*)$/, ['yellow']],
  [/^(ERROR ~ .*)$/, ['red']],
  [
    /^(Caused by:|Command (?:executed|exit status|output|error|wrapper):|Work dir:|Source block:|Container:)$/,
    ['bold'],
  ],
  [/^(Tip: .*| -- Check '.*)$/, ['quiet']],
  [/^( -- Check script '.*' at line: \d+)(.*)$/, ['red', 'quiet']],
  [/^(- file : )(.+)$/, ['quiet', 'bold']],
  [/^(- cause: .*)$/, ['red']],
];

/** A line of a run's output in colours; the text itself is the same. */
export function coloured(line: string): string {
  for (const [pattern, styles] of rules) {
    const match = pattern.exec(line);
    if (match) {
      return match
        .slice(1)
        .map((part, at) => {
          const style = styles[at] ?? null;
          return style === null ? part : styled(part, style);
        })
        .join('');
    }
  }
  return line;
}

/** A line is not waited for beyond so many characters: it is a task's, and shown as it comes. */
const longestLine = 64 * 1024;

/** Colours output that comes in pieces: a line is coloured once it is whole. */
export class Colouring {
  #rest = '';
  /** Whether the beginning of the line that comes is shown already. */
  #begun = false;

  /** Gives the lines that are whole now, with the line ends of a terminal. */
  push(text: string): string {
    const lines = `${this.#rest}${text}`.split('\n');
    this.#rest = lines.pop() ?? '';
    const whole = lines.map(line => `${this.#next(line.replace(/\r$/, ''))}\r\n`).join('');
    return this.#rest.length > longestLine ? whole + this.#early() : whole;
  }

  /** What came last and ended without a line end. */
  flush(): string {
    const rest = this.#rest;
    this.#rest = '';
    return this.#next(rest);
  }

  #next(line: string): string {
    const begun = this.#begun;
    this.#begun = false;
    return begun || line.length > longestLine ? line : coloured(line);
  }

  /** A carriage return stays for the line feed that may follow. */
  #early(): string {
    const shown = this.#rest.replace(/\r$/, '');
    this.#rest = this.#rest.slice(shown.length);
    this.#begun = true;
    return shown;
  }
}
