import { endsInSingleQuotes } from '../nextflow/groovy/endsInSingleQuotes.ts';
import { shellPlaceholders } from '../nextflow/groovy/shellPlaceholders.ts';
import type { Span } from '../nextflow/groovy/span.ts';
import { statementEnd } from '../nextflow/groovy/statementEnd.ts';
import type { Token } from '../nextflow/groovy/token.ts';
import { TokenList } from '../nextflow/groovy/tokenList.ts';
import type { Edit } from '../nextflow/misuse/misuse.ts';
import { propertyAccessAt } from '../nextflow/scan/propertyAccess.ts';
import type { Reference } from '../nextflow/scan/reference.ts';

/** Sections of which one has the task's text. */
const labels = ['script', 'shell', 'exec'];

/**
 * Makes a task read a secret from its environment where its script has the value written into it:
 * `${secrets.X}` becomes `\$X`, and the process declares `secret 'X'`. Null where that would not do
 * the same: an expression around it, an interpreter that is no shell, a here-document that is taken
 * as it is.
 */
export function declareSecret(
  text: string,
  reference: Reference,
  references: readonly Reference[],
): readonly Edit[] | null {
  const { name, kind, use, place } = reference;
  if (kind !== 'property' || place.kind !== 'process' || name === null || use !== 'required') {
    return null;
  }
  const tokens = new TokenList(text);
  const found = valueAt(tokens, reference.span, name);
  const string = found && stringAround(tokens, found.string);
  if (!string || !isPlainShell(text, string)) {
    return null;
  }
  const edit = { span: found.span, text: variableFor(text, found.span, name, string) };
  if (references.some(other => declares(other, name, place.process))) {
    return [edit];
  }
  const open = openingBrace(tokens, found.string);
  return open < 0
    ? null
    : [declaration(text, tokens, open, name), ...label(text, tokens, open), edit];
}

function declares({ kind, name, place }: Reference, wanted: string, process: string): boolean {
  const here = place.kind === 'process' && place.process === process;
  return kind === 'directive' && name === wanted && here;
}

interface Found {
  /** From `${` to `}`. */
  readonly span: Span;
  /** Index of a token in the string. */
  readonly string: number;
}

function valueAt(tokens: TokenList, span: Span, name: string): Found | null {
  const at = tokens.tokens.findIndex(({ end }) => end > span.start);
  return interpolation(tokens, at, name) ?? placeholder(tokens, at, span, name);
}

/** `${secrets.X}` or `$secrets.X` around the name at an index, with nothing else in it. */
function interpolation(tokens: TokenList, at: number, name: string): Found | null {
  let word = at;
  while (word > at - 4 && !tokens.isWord(word, 'secrets')) {
    word -= 1;
  }
  const access = tokens.isWord(word, 'secrets') ? propertyAccessAt(tokens, word) : null;
  const start = tokens.at(word - 1);
  const end = tokens.at(access?.next ?? -1);
  return access?.name === name &&
    start?.kind === 'interpolationStart' &&
    end?.kind === 'interpolationEnd'
    ? { span: { start: start.start, end: end.end }, string: word - 1 }
    : null;
}

/** `!{secrets.X}` in the text of a `shell:` block. */
function placeholder(tokens: TokenList, at: number, { start }: Span, name: string): Found | null {
  const token = tokens.at(at);
  for (const inner of token ? shellPlaceholders(token.text) : []) {
    const from = (token?.start ?? 0) + inner.start;
    const to = (token?.start ?? 0) + inner.end;
    if (from <= start && start < to) {
      const read = token?.text.slice(inner.start, inner.end).trim();
      const forms = [`secrets.${name}`, `secrets['${name}']`, `secrets["${name}"]`];
      return read !== undefined && forms.includes(read)
        ? { span: { start: from - 2, end: to + 1 }, string: at }
        : null;
    }
  }
  return null;
}

/** The start of the string that a token stands in. */
function stringAround(tokens: TokenList, index: number): Token | null {
  for (let at = index, depth = 0; at >= 0; at -= 1) {
    const token = tokens.at(at);
    depth += token?.kind === 'stringEnd' ? 1 : 0;
    if (token?.kind === 'stringStart') {
      if (depth === 0) {
        return token;
      }
      depth -= 1;
    }
  }
  return null;
}

/** Nextflow runs a script with bash, unless its first line names another program. */
function isPlainShell(text: string, start: Token): boolean {
  const script = text.slice(start.end).trimStart();
  const interpreter = /^#!\s*(.*)/.exec(script)?.[1];
  const shell = interpreter === undefined || /\b(ba|da|k|z)?sh\b/.test(interpreter);
  const end = script.indexOf(start.text);
  return shell && !/<<-?\s*['"\\]/.test(end < 0 ? script : script.slice(0, end));
}

/** What reads the variable in the place of a value: also between single quotes of the shell. */
function variableFor(text: string, { start, end }: Span, name: string, string: Token): string {
  // Its name ends where a character follows that could be of it.
  const braced = /^\w/.test(text[end] ?? '') ? `{${name}}` : name;
  // Only in these a dollar is Groovy's.
  const read = `${string.text.startsWith('"') ? '\\' : ''}$${braced}`;
  const quote = string.text === '"' ? '\\"' : '"';
  const single = endsInSingleQuotes(shellText(text.slice(string.end, start)));
  return single ? `'${quote}${read}${quote}'` : read;
}

/** What a script's source says to the shell, near enough to see quotes. */
function shellText(source: string): string {
  return source.replace(/\\([\\"'$`])/g, (_, escaped: string) =>
    escaped === '\\' ? '\\' : escaped === '$' ? '' : escaped,
  );
}

/** Index of the brace that opens the process around a token, or -1. */
function openingBrace(tokens: TokenList, inside: number): number {
  return tokens.tokens.findIndex(
    ({ text }, index) => text === '{' && index < inside && tokens.closing(index) > inside,
  );
}

/** `secret 'X'` at the head of a process. */
function declaration(text: string, tokens: TokenList, open: number, name: string): Edit {
  const end = tokens.at(open)?.end ?? 0;
  const indent = /^[^\S\n]*\n(?:[^\S\n]*\n)*([^\S\n]+)/.exec(text.slice(end))?.[1];
  const line = indent === undefined ? `\n    secret '${name}'\n   ` : `\n${indent}secret '${name}'`;
  return { span: { start: end, end }, text: line };
}

/**
 * `script:` in front of a task's text that stands alone in its process: newer versions want it where
 * there are directives.
 */
function label(text: string, tokens: TokenList, open: number): readonly Edit[] {
  let own = -1;
  for (let at = open + 1; at < tokens.closing(open); at = statementEnd(tokens, at) + 1) {
    if (tokens.isWord(at, ...labels) && tokens.isSymbol(at + 1, ':')) {
      return [];
    }
    own = own < 0 && tokens.kindAt(at) === 'stringStart' ? at : own;
  }
  const start = tokens.at(own)?.start;
  if (start === undefined) {
    return [];
  }
  const indent = /[^\S\n]*$/.exec(text.slice(0, start))?.[0] ?? '';
  const alone = start === indent.length || text[start - indent.length - 1] === '\n';
  return [
    { span: { start, end: start }, text: alone ? `script:\n${indent}` : '\n    script:\n    ' },
  ];
}
