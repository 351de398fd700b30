import { type ShellToken, ShellTokens, type ShellWord } from './shellTokens.ts';

/** A command of a shell script. */
export interface ShellCommand {
  readonly words: readonly ShellWord[];
  /** The file that its output goes to; `elsewhere` where that is none that is known, null where it prints. */
  readonly output: { readonly file: ShellWord; readonly adds: boolean } | 'elsewhere' | null;
  /** Whether it is reached whatever comes before, as long as nothing fails. */
  readonly certain: boolean;
}

/** Words in front of commands, by how they change what is nested. */
const keywords = new Map<string, number>([
  ...['if', 'while', 'until', '{'].map(word => [word, 1] as const),
  ...['for', 'case', 'select', 'function'].map(word => [word, 1] as const),
  ...['fi', 'done', 'esac', '}'].map(word => [word, -1] as const),
  ...['then', 'else', 'elif', 'do', '!', 'time'].map(word => [word, 0] as const),
]);
/** Those behind which no command follows. */
const headWords = ['for', 'case', 'select', 'function'];

/** The commands of a shell script, up to what is not understood; `rest` is what follows then. */
export class ShellCommands {
  readonly #tokens: ShellTokens;
  #words: ShellWord[] = [];
  #output: ShellCommand['output'] = null;
  #redirect: string | null = null;
  #depth = 0;
  /** What stood in front of the command; empty where it is a statement. */
  #before = '';

  constructor(text: string) {
    this.#tokens = new ShellTokens(text);
  }

  /** What has not been read, from a place before it or after it on the same line. */
  get rest(): string {
    return this.#tokens.rest;
  }

  *[Symbol.iterator](): Generator<ShellCommand> {
    for (const token of this.#tokens) {
      if (token.kind === 'control') {
        if (['(', ')', ';;'].includes(token.text)) {
          return;
        }
        yield* this.#end(token.text);
      } else if (!this.#take(token)) {
        return;
      }
    }
    yield* this.#end('');
  }

  /** False for a text in the script, which is not read. */
  #take(token: Exclude<ShellToken, { readonly kind: 'control' }>): boolean {
    if (token.kind === 'redirect') {
      this.#redirect = token.text;
      return token.text.slice(-2) !== '<<' || token.text.endsWith('<<<');
    }
    const { word } = token;
    if (this.#redirect === null) {
      this.#words.push(word);
    } else {
      this.#output = outputOf(this.#redirect, word, this.#output);
      this.#redirect = null;
    }
    return true;
  }

  /** The words behind those that only nest commands; none where no command follows. */
  #withoutKeywords(): readonly ShellWord[] {
    for (const [at, { text }] of this.#words.entries()) {
      const change = keywords.get(text);
      if (change === undefined) {
        return this.#words.slice(at);
      }
      this.#depth += change;
      if (headWords.includes(text)) {
        return [];
      }
    }
    return [];
  }

  *#end(by: string): Generator<ShellCommand> {
    const isEmpty = this.#words.length === 0 && this.#output === null;
    if (isEmpty && by === '\n' && this.#before !== '') {
      // `a &&` goes on in the next line.
      return;
    }
    const words = this.#withoutKeywords();
    const certain = this.#depth === 0 && this.#before === '' && !['|', '|&', '&'].includes(by);
    if (words.length > 0) {
      yield { words, output: this.#output, certain };
    }
    this.#words = [];
    this.#output = null;
    this.#before = ['\n', ';', '&'].includes(by) ? '' : by;
  }
}

function outputOf(
  redirect: string,
  file: ShellWord,
  before: ShellCommand['output'],
): ShellCommand['output'] {
  const [, from = '', sign = ''] = /^(\d*|&)(.*)$/.exec(redirect) ?? [];
  if (sign.startsWith('<') || !['', '1', '&'].includes(from)) {
    return before;
  }
  return sign === '>&' || !file.plain ? 'elsewhere' : { file, adds: sign === '>>' };
}
