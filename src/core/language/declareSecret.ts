import { endsInSingleQuotes } from '../nextflow/groovy/endsInSingleQuotes.ts';
import type { Span } from '../nextflow/groovy/span.ts';
import type { Token } from '../nextflow/groovy/token.ts';
import { TokenList } from '../nextflow/groovy/tokenList.ts';
import type { Edit } from '../nextflow/misuse/misuse.ts';
import { propertyAccessAt } from '../nextflow/scan/propertyAccess.ts';
import type { Reference } from '../nextflow/scan/reference.ts';
import { shellPlaceholders } from '../nextflow/scan/shellPlaceholders.ts';

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
  const directive = declaration(text, tokens, found.string, name);
  return directive && [directive, edit];
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

/** `secret 'X'` at the head of the process around a token. */
function declaration(text: string, tokens: TokenList, inside: number, name: string): Edit | null {
  let open = -1;
  tokens.tokens.forEach((token, index) => {
    const around = index < inside && tokens.closing(index) > inside;
    if (open < 0 && around && token.text === '{') {
      open = index;
    }
  });
  const brace = tokens.at(open);
  if (!brace) {
    return null;
  }
  const rest = text.slice(brace.end);
  const indent = /^[^\S\n]*\n(?:[^\S\n]*\n)*([^\S\n]+)/.exec(rest)?.[1];
  const line = indent === undefined ? `\n    secret '${name}'\n   ` : `\n${indent}secret '${name}'`;
  return { span: { start: brace.end, end: brace.end }, text: line };
}
