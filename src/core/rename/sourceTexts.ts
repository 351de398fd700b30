import { literalAt } from '../nextflow/groovy/literal.ts';
import { shellPlaceholders } from '../nextflow/groovy/shellPlaceholders.ts';
import type { Span } from '../nextflow/groovy/span.ts';
import type { TokenList } from '../nextflow/groovy/tokenList.ts';
import type { ProcessBlock } from '../nextflow/scan/scriptBlocks.ts';
import { processSections } from '../nextflow/syntax/processSections.ts';
import type { ScriptLanguage } from './variableUses.ts';

/** A string of a script or a config. */
export interface SourceText {
  /** Within its quotes. */
  readonly span: Span;
  /** What is text of it, between what is put into it. */
  readonly pieces: readonly Span[];
  /** The process whose body has it, or null. */
  readonly process: ProcessBlock | null;
  /** What reads it where a task does; null of any other string. */
  readonly language: ScriptLanguage | null;
}

interface Body {
  readonly process: ProcessBlock;
  readonly open: number;
  readonly close: number;
  /** Its labels, `script:` say, by their index. */
  readonly labels: readonly { readonly at: number; readonly label: string }[];
}

/** The parts of a process whose strings become the task's script. */
const scripts = ['script', 'shell', 'stub'];

/** All strings of a text, in order. */
export function sourceTexts(
  text: string,
  tokens: TokenList,
  processes: readonly ProcessBlock[],
): readonly SourceText[] {
  const bodies = processes.map(process => bodyOf(tokens, process));
  const interpreters = new Map<string, ScriptLanguage>();
  const found = tokens.tokens.flatMap((token, index) => {
    if (token.kind !== 'stringStart') {
      return [];
    }
    const close = tokens.closing(index);
    const end = tokens.at(close)?.start ?? tokens.at(close - 1)?.end ?? token.end;
    const span = { start: token.end, end };
    const body = bodies.find(it => it.open < index && index < it.close) ?? null;
    const part = body && scriptPart(tokens, body, index);
    const interpreter = interpreterOf(text.slice(span.start, span.end));
    if (part !== null && interpreter !== null) {
      interpreters.set(part, interpreter);
    }
    return [
      {
        span,
        pieces: pieces(tokens, index, close, part?.endsWith(' shell') ?? false),
        process: body?.process ?? null,
        part,
        interpreter,
      },
    ];
  });
  return found.map(({ span, pieces, process, part, interpreter }) => ({
    span,
    pieces,
    process,
    // What a script is put together of is read by what the whole of it names.
    language: part === null ? null : (interpreter ?? interpreters.get(part) ?? 'shell'),
  }));
}

/** The templates that a process fills in for its script: `template 'align.sh'`. */
export function templatesOf(tokens: TokenList, process: ProcessBlock): readonly string[] {
  return [...argumentsOf(tokens, process, 'template')];
}

/** Whether a process takes a variable of this name as an input: `env 'X'`, `env(X)`. */
export function takesVariable(tokens: TokenList, process: ProcessBlock, name: string): boolean {
  return [...argumentsOf(tokens, process, 'env')].includes(name);
}

/** What a script's first line says reads it; null where it says nothing. */
export function interpreterOf(text: string): ScriptLanguage | null {
  const program = /^\s*#!\s*(.*)/.exec(text)?.[1];
  return program === undefined ? null : /\b(?:ba|da|k|z)?sh\b/.test(program) ? 'shell' : 'program';
}

function* argumentsOf(tokens: TokenList, process: ProcessBlock, word: string): Generator<string> {
  const { open, close } = bodyOf(tokens, process);
  for (let at = open + 1; at < close; at += 1) {
    if (tokens.isWord(at, word)) {
      const argument = tokens.isSymbol(at + 1, '(') ? at + 2 : at + 1;
      const plain = tokens.isWord(argument) ? tokens.at(argument)?.text : undefined;
      const given = literalAt(tokens, argument)?.value ?? plain;
      if (given !== undefined) {
        yield given;
      }
    }
  }
}

function bodyOf(tokens: TokenList, process: ProcessBlock): Body {
  const open = tokens.tokens.findIndex(
    ({ start, kind, text }) => start >= process.span.end && kind === 'symbol' && text === '{',
  );
  const close = tokens.closing(open);
  const found: { at: number; label: string }[] = [];
  for (
    let at = open + 1;
    at < close;
    at = Math.max(at, tokens.closing(at) < close ? tokens.closing(at) : at) + 1
  ) {
    if (
      tokens.isWord(at, ...processSections) &&
      tokens.isSymbol(at + 1, ':') &&
      tokens.startsStatement(at)
    ) {
      found.push({ at, label: tokens.at(at)?.text ?? '' });
    }
  }
  return { process, open, close, labels: found };
}

/** A key for the script that a string is a part of; null where it is of none. */
function scriptPart(
  tokens: TokenList,
  { process, labels, open }: Body,
  index: number,
): string | null {
  if (tokens.isWord(index - 1, 'beforeScript', 'afterScript')) {
    return `${process.span.start} ${index}`;
  }
  const label = labels.findLast(({ at }) => at < index)?.label ?? null;
  const own =
    label === null ? index > open && tokens.startsStatement(index) : scripts.includes(label);
  return own ? `${process.span.start} ${label ?? ''}` : null;
}

/** The text of a string between what is put into it, which in a `shell:` block `!{…}` is, too. */
function pieces(tokens: TokenList, open: number, close: number, shell: boolean): readonly Span[] {
  const found: Span[] = [];
  for (let at = open + 1; at < close;) {
    const token = tokens.at(at);
    if (token?.kind === 'stringText') {
      found.push(...between(token, shell ? [...shellPlaceholders(token.text)] : []));
    }
    const closing = tokens.closing(at);
    at = closing > at && closing < close ? closing + 1 : at + 1;
  }
  return found;
}

/** A stretch without the parts that are given from its start on. */
function between({ start, end }: Span, parts: readonly Span[]): readonly Span[] {
  const starts = [start, ...parts.map(part => start + part.end)];
  const ends = [...parts.map(part => start + part.start), end];
  return starts.map((from, at) => ({ start: from, end: ends[at] ?? end }));
}
