import { spawnSync } from 'node:child_process';

/** A program that prints the values in the variables `V0`, `V1`, … in each form that it has. */
export interface Writer {
  /** Its words: the program, and what makes it run the text behind them. */
  readonly words: readonly string[];
  /** A text of its language that has {@link forms} done for each value. */
  readonly text: (forms: readonly string[], values: number) => string;
  /** Each prints the value that `V` names. */
  readonly forms: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** What a program printed of one value in one form. */
export interface Printed {
  readonly form: string;
  readonly value: number;
  readonly text: string;
}

/** In front of what a form gives: its number and that of the value. */
export const mark = '@@@';

/** All that a program prints of some values; null where it is not on this machine. */
export function print(writer: Writer, values: readonly string[]): readonly Printed[] | null {
  const [program = '', ...words] = writer.words;
  const named = values.map((value, at): [string, string] => [`V${at}`, value]);
  const env: NodeJS.ProcessEnv = {
    PATH: program.endsWith('sh') ? '/usr/local/bin:/usr/bin:/bin' : process.env['PATH'],
    LC_ALL: 'C.UTF-8',
    ...writer.environment,
    ...Object.fromEntries(named),
  };
  const ran = spawnSync(program, [...words, writer.text(writer.forms, values.length)], {
    env,
    encoding: 'utf8',
    // Given a socket, bash takes itself for a remote shell and reads its settings.
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (ran.error) {
    return null;
  }
  const parts = ran.stdout.split(new RegExp(`\\n?${mark}(\\d+) (\\d+)${mark}\\n`));
  const printed: Printed[] = [];
  for (let at = 1; at + 2 < parts.length; at += 3) {
    const form = writer.forms[Number(parts[at])];
    if (form !== undefined) {
      printed.push({ form, value: Number(parts[at + 1]), text: parts[at + 2] ?? '' });
    }
  }
  if (printed.length !== writer.forms.length * values.length) {
    throw new Error(`${program} printed ${printed.length} forms: ${ran.stderr.slice(0, 2000)}`);
  }
  return printed;
}
