import { type LexedLines, Lexer, type LineState } from './lex.ts';
import { sameEnd, sameStart } from './sameText.ts';
import { Tokens } from './tokens.ts';

/** Cuts a text into tokens and remembers how each of its lines starts. */
export function lexLines(text: string): LexedLines {
  const lexer = new Lexer(text);
  const lines: LineState[] = [];
  lexer.start();
  while (lexer.at < text.length) {
    if (lexer.step()) {
      lines.push(lexer.line);
    }
  }
  return { tokens: lexer.tokens, lines, stray: lexer.stray };
}

/**
 * The same of a text that has changed: begins at the last line of code before the change, and takes
 * over what is known from the first line after it that starts as it did before.
 */
export function relex(before: LexedLines, text: string): LexedLines {
  const old = before.tokens.text;
  if (text === old) {
    return before;
  }
  const same = sameStart(old, text);
  const tail = sameEnd(old, text, same);
  const first = lastLine(before, same) - 1;
  const from = before.lines[first];
  // Whether a slash has a partner is asked of all that follows.
  if (!from || before.stray || isInSlashy(from)) {
    return lexLines(text);
  }
  const tokens = new Tokens(text, before.tokens.length + 64);
  tokens.pushAll(before.tokens, 0, from.tokens, 0);
  const lexer = new Lexer(text, tokens);
  lexer.goOn(endOf(before, from), from);
  const lines = before.lines.slice(0, first + 1);
  const moved = text.length - old.length;
  let next = first + 1;
  while (lexer.at < text.length) {
    if (!lexer.step()) {
      continue;
    }
    const line = lexer.line;
    lines.push(line);
    next = lineAt(before, lexer.at - moved, next);
    const known = before.lines[next];
    if (lexer.at >= text.length - tail && known && isSame(before, known, line, lexer.at - moved)) {
      const more = line.tokens - known.tokens;
      tokens.pushAll(before.tokens, known.tokens, before.tokens.length, moved);
      for (const later of before.lines.slice(next + 1)) {
        lines.push(more === 0 ? later : { ...later, tokens: later.tokens + more });
      }
      break;
    }
  }
  return { tokens, lines, stray: lexer.stray };
}

function isSame(before: LexedLines, known: LineState, line: LineState, at: number): boolean {
  return (
    endOf(before, known) === at &&
    known.nesting === line.nesting &&
    known.slashyMayStart === line.slashyMayStart
  );
}

/** Where a line starts. */
function endOf({ tokens }: LexedLines, { tokens: count }: LineState): number {
  return tokens.ends[count - 1] ?? 0;
}

/** How many lines start at an offset or before it; one that starts there may have been made longer. */
function lastLine(before: LexedLines, offset: number): number {
  let [low, high] = [0, before.lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const line = before.lines[middle];
    if (line && endOf(before, line) < offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Index of the first line from an index on that starts at an offset or after it. */
function lineAt(before: LexedLines, offset: number, from: number): number {
  let at = from;
  for (let line = before.lines[at]; line && endOf(before, line) < offset; line = before.lines[at]) {
    at += 1;
  }
  return at;
}

function isInSlashy({ nesting }: LineState): boolean {
  for (let open = nesting; open.outer; open = open.outer) {
    if (open.opening === '/') {
      return true;
    }
  }
  return false;
}
