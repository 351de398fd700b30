import * as l10n from '@vscode/l10n';
import type { FileEntries, FileEntry, LeftOut } from './fileEntry.ts';

/** Reads the text of a `.env` file; the library's rules say what a value is. */
export type ParseDotenv = (text: string) => Readonly<Record<string, string>>;

/** One assignment, which a quoted value may stretch over several lines. */
interface Statement {
  readonly line: number;
  readonly text: string;
  /** What of it is known to be wrong before it is parsed. */
  readonly problem: 'open-quote' | 'cut' | null;
}

/** What a `.env` file assigns, and which lines of it assign nothing. */
export function dotenvEntries(text: string, parse: ParseDotenv): FileEntries {
  const entries: FileEntry[] = [];
  const leftOut: LeftOut[] = [];
  for (const statement of statements(text)) {
    const at = l10n.t('line {0}', statement.line);
    const [assigned, another] = Object.entries(parse(statement.text));
    // Behind a quote that closes far below stands more than belongs there.
    const problem = statement.problem ?? (another ? 'open-quote' : null);
    if (!assigned) {
      leftOut.push({ calledThere: null, at, because: 'no-entry' });
    } else if (problem !== null) {
      leftOut.push({ calledThere: assigned[0], at, because: problem });
    } else {
      entries.push({ name: assigned[0], value: assigned[1], at });
    }
  }
  return { entries, leftOut };
}

function* statements(text: string): Generator<Statement> {
  const lines = text
    .replace(/^\ufeff/, '')
    .replaceAll(/\r\n?/g, '\n')
    .split('\n');
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    if (/^\s*(?:#|$)/.test(line)) {
      at += 1;
      continue;
    }
    const { last, problem } = extent(lines, at);
    yield { line: at + 1, text: lines.slice(at, last + 1).join('\n'), problem };
    at = last + 1;
  }
}

/** Where the statement that begins on a line ends. */
function extent(
  lines: readonly string[],
  at: number,
): { readonly last: number; readonly problem: Statement['problem'] } {
  const line = lines[at] ?? '';
  const opened = /^\s*(?:export\s+)?[\w.-]+(?:\s*=|:\s)\s*(["'`])/.exec(line);
  if (opened) {
    const quote = opened[1] ?? '';
    const last = closedAt(lines, at, opened[0].length, quote);
    return last === null ? { last: at, problem: 'open-quote' } : { last, problem: null };
  }
  if (/^\s*(?:export\s+)?[\w.-]+\s*=\s*-----BEGIN [^-]+-----\s*$/.test(line)) {
    const end = lines.findIndex((other, index) => index > at && /^\s*-----END /.test(other));
    return { last: end < 0 ? at : end, problem: 'cut' };
  }
  return { last: at, problem: null };
}

/** The line on which a quote is closed that was opened on another; null where it never is. */
function closedAt(
  lines: readonly string[],
  first: number,
  from: number,
  quote: string,
): number | null {
  for (let at = first; at < lines.length; at += 1) {
    const rest = at === first ? (lines[at] ?? '').slice(from) : (lines[at] ?? '');
    if (rest.replaceAll(`\\${quote}`, '').includes(quote)) {
      return at;
    }
  }
  return null;
}
