import { type ShellCommand, ShellCommands } from './shellCommands.ts';
import type { ShellWord } from './shellTokens.ts';

type Names = ReadonlySet<string>;

/** Where a shell script leaves the values of variables, as far as that is certain. */
export interface ShellReading {
  /** The variables whose values it prints. */
  readonly printed: Names;
  /** Those whose values a file has at the end, by the name of the file. */
  readonly files: ReadonlyMap<string, Names>;
  /** Those whose values each variable has at the end. */
  readonly variables: ReadonlyMap<string, Names>;
}

const assignment = /^([A-Za-z_]\w*)(\+?)=/;
const declaring = ['export', 'local', 'readonly', 'declare', 'typeset'];
const unsetting = ['unset', 'read', 'mapfile', 'readarray', 'getopts', ...declaring];
const leaving = ['exit', 'exec', 'return'];
/** Commands that leave the files that they name as they are. */
const reading = ['cat', 'chmod', 'cp', 'curl', 'head', 'ls', 'test', 'wc', 'wget', 'grep'];
const none: Names = new Set();
/** How many secrets of a task are followed. */
const most = 50;

/** Reads the script of a task whose environment has variables of these names. */
export function readShell(text: string, names: readonly string[]): ShellReading {
  const program = /^\s*#!.*?(\w+)(?:[ \t]+-.*)?[ \t]*(?:\r?\n|$)/.exec(text)?.[1] ?? 'sh';
  return new ShellWalk(names.slice(0, most)).run(/^(?:ba|da|k|z|)sh$/.test(program) ? text : null);
}

class ShellWalk implements ShellReading {
  readonly printed = new Set<string>();
  readonly files = new Map<string, Names>();
  readonly variables: Map<string, Names>;
  readonly #names: readonly string[];

  constructor(names: readonly string[]) {
    this.#names = names;
    this.variables = new Map(names.map(name => [name, new Set([name])]));
  }

  /** Null of what is no shell script. */
  run(text: string | null): this {
    if (text === null) {
      this.variables.clear();
      return this;
    }
    const commands = new ShellCommands(text);
    for (const command of commands) {
      const [first] = command.words;
      if (command.certain && leaving.includes(first?.text ?? '')) {
        return this;
      }
      this.#command(command);
    }
    this.#forget(commands.rest);
    return this;
  }

  /** What cannot be read may change anything that it names. */
  #forget(rest: string): void {
    if (rest === '') {
      return;
    }
    this.files.clear();
    for (const name of [...this.variables.keys()]) {
      if (new RegExp(`\\b${name}\\+?=|\\b(?:unset|read)\\b`).test(rest)) {
        this.variables.delete(name);
      }
    }
  }

  #command(command: ShellCommand): void {
    const { words, certain } = command;
    const at = words.findIndex(({ text }) => !assignment.test(text));
    const [first, ...args] = at < 0 ? [] : words.slice(at);
    if (!first || declaring.includes(first.text)) {
      (first ? args : words).forEach(word => {
        this.#assign(word, certain);
      });
      return;
    }
    if (unsetting.includes(first.text)) {
      args.forEach(({ text }) => this.variables.delete(text));
    }
    this.#output(command, certain ? this.#shownBy(first, args) : none, first);
  }

  #assign(word: ShellWord, certain: boolean): void {
    const [, name, adds] = assignment.exec(word.text) ?? [];
    if (name !== undefined) {
      const before = adds === '+' ? (this.variables.get(name) ?? none) : none;
      const held = certain ? new Set([...before, ...this.#heldBy([word])]) : none;
      this.variables.set(name, held);
    }
  }

  #output({ words, output, certain }: ShellCommand, shown: Names, { text }: ShellWord): void {
    if (!reading.includes(text)) {
      this.#changed(words);
    }
    if (output === null) {
      shown.forEach(name => this.printed.add(name));
    } else if (output !== 'elsewhere') {
      const name = output.file.text.replace(/^\.\//, '');
      const before = output.adds ? (this.files.get(name) ?? none) : none;
      this.files.set(name, certain ? new Set([...before, ...shown]) : none);
    }
  }

  /** Files that a command names are not what they were. */
  #changed(words: readonly ShellWord[]): void {
    for (const { text, plain } of words) {
      if (!plain || /[*?[]/.test(text)) {
        // `echo $X` names a variable, `rm *.txt` some files.
        if (words[0]?.text !== 'echo' && words[0]?.text !== 'printf') {
          this.files.clear();
        }
      } else {
        this.files.delete(text.replace(/^\.\//, ''));
      }
    }
  }

  #shownBy({ text: command }: ShellWord, args: readonly ShellWord[]): Names {
    const [first] = args;
    switch (command) {
      case 'echo':
        return this.#heldBy(args);
      case 'printf':
        return /%[-\d.]*[sbq]/.test(first?.text ?? '')
          ? this.#heldBy(args)
          : this.#heldBy(args.slice(0, 1));
      case 'env':
      case 'printenv': {
        const asked = args.map(({ text }) => text);
        return args.length === 0
          ? this.#held(this.#names)
          : this.#held(command === 'printenv' ? asked : []);
      }
      default:
        return none;
    }
  }

  #heldBy(words: readonly ShellWord[]): Names {
    return this.#held(words.flatMap(({ variables }) => variables));
  }

  #held(variables: readonly string[]): Names {
    return new Set(variables.flatMap(name => [...(this.variables.get(name) ?? [])]));
  }
}
