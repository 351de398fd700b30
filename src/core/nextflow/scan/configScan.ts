import { isOfWholeConfig } from '../configScopes.ts';
import type { TokenList } from '../groovy/tokenList.ts';
import { type ConfigPath, configPathAt, deepest, plainNameAt } from './configPathAt.ts';
import { includeTarget } from './findIncludes.ts';
import { ListedSecrets, type SecretList } from './listedSecrets.ts';
import type { Reference } from './reference.ts';
import { adding, isConstant, isDecisive, type Setting, spanBetween, valueOf } from './setting.ts';

/** A block of a config, or a bracket that is none. */
interface Scope {
  /** Its own name and those around it. */
  readonly names: readonly string[];
  /** Whether it is reached only on some paths. */
  readonly conditional: boolean;
}

/** Walks a config's scopes for its settings, `process.secret` and profiles. */
export class ConfigScan {
  readonly settings: Setting[] = [];
  readonly profiles = new Set<string>();
  /** Whether code has a say in where tasks run and which secrets they have: only Nextflow can tell. */
  computed = false;
  readonly #tokens: TokenList;
  readonly #scopes: Scope[] = [];
  readonly #lists: ListedSecrets;
  #isWhole = false;
  /** Where the one statement of an `if` without a block begins. */
  #branchAt = -1;

  constructor(tokens: TokenList) {
    this.#tokens = tokens;
    this.#lists = new ListedSecrets(tokens);
  }

  run(): this {
    const tokens = this.#tokens;
    let at = 0;
    while (at < tokens.length) {
      at = this.#statement(at);
    }
    return this;
  }

  get references(): readonly Reference[] {
    return this.#lists.in(this.#isWhole);
  }

  /** Takes what starts at an index and gives the index after it. */
  #statement(at: number): number {
    const tokens = this.#tokens;
    const branch = at === this.#branchAt;
    if (tokens.isSymbol(at, '}')) {
      this.#scopes.pop();
      return at + 1;
    }
    if (tokens.isSymbol(at, '{')) {
      // A config is code: the block of an `if`, an `else`, a `try`.
      this.#scopes.push({ names: this.#scope.names, conditional: true });
      return at + 1;
    }
    if (branch || tokens.startsStatement(at)) {
      const next = this.#branch(at) ?? this.#setting(at, branch);
      this.computed ||= next === null && this.#isCode(at);
      return next ?? at + 1;
    }
    // Values and whatever is no config: brackets and strings are passed whole.
    const closing = tokens.closing(at);
    return closing > at && closing < tokens.length ? closing + 1 : at + 1;
  }

  /** What is no setting: `def x = …`, a call. `plugins { id 'nf-schema' }` sets nothing of a run. */
  #isCode(at: number): boolean {
    const { names } = this.#scope;
    return (
      this.#tokens.isWord(at) &&
      !this.#tokens.isWord(at, 'includeConfig') &&
      names[0] !== 'plugins' &&
      !this.#tokens.isSymbol(at + 1, ':')
    );
  }

  /** `if (…)`, `else`, `try`: what is between them and their statement is passed. */
  #branch(at: number): number | null {
    const tokens = this.#tokens;
    if (tokens.isWord(at, 'else', 'try', 'finally')) {
      this.computed = true;
      return (this.#branchAt = at + 1);
    }
    if (!tokens.isWord(at, 'if', 'catch') || !tokens.isSymbol(at + 1, '(')) {
      return null;
    }
    const after = tokens.closing(at + 1) + 1;
    this.computed = true;
    return (this.#branchAt = tokens.kindAt(after) === 'newline' ? after + 1 : after);
  }

  #setting(at: number, branch: boolean): number | null {
    const tokens = this.#tokens;
    if (tokens.isWord(at, 'includeConfig')) {
      this.#included(tokens.isSymbol(at + 1, '(') ? at + 2 : at + 1);
      return null;
    }
    const path = configPathAt(tokens, at);
    return (
      path &&
      (this.#opened(path, branch) ?? this.#valued(path, branch) ?? this.#changed(path, branch))
    );
  }

  /** `path {` */
  #opened({ names: own, next: after }: ConfigPath, branch: boolean): number | null {
    const tokens = this.#tokens;
    const next = tokens.kindAt(after) === 'newline' ? after + 1 : after;
    const isBlock = tokens.isSymbol(next, '{');
    this.#isWhole ||= this.#scopes.length === 0 && isOfWholeConfig(own, isBlock);
    if (!isBlock) {
      return null;
    }
    const { names, conditional } = this.#scope;
    // Nothing that people write is nested deeper than a few scopes.
    const deeper = names.length < deepest ? [...names, ...own] : names;
    this.#scopes.push({ names: deeper, conditional: conditional || branch });
    this.#profile(deeper);
    return next + 1;
  }

  /** `path = value`, `path += value` */
  #valued({ names, next }: ConfigPath, branch: boolean): number | null {
    if (!this.#tokens.isSymbol(next, '=', '+=')) {
      return null;
    }
    const end = this.#valueEnd(next + 1);
    const full = [...this.#scope.names, ...names];
    const conditional = branch || this.#scope.conditional;
    if (this.#tokens.isSymbol(next, '=')) {
      this.#assigned(full, next + 1, end, conditional);
    } else {
      this.#added(full, next + 1, end, conditional);
    }
    return end;
  }

  /** `secret << 'A'`, `secret.add('A')`, `secret.addAll(['A'])`, `secret -= ['A']` */
  #changed({ names, next }: ConfigPath, branch: boolean): number | null {
    const tokens = this.#tokens;
    const conditional = branch || this.#scope.conditional;
    const called = adding.includes(names.at(-1) ?? '') && tokens.isSymbol(next, '(');
    const full = [...this.#scope.names, ...names.slice(0, called ? -1 : undefined)];
    if (full.at(-1) !== 'secret') {
      return null;
    }
    if (called) {
      this.#added(full, next + 1, tokens.closing(next), conditional);
    } else if (tokens.isSymbol(next, '<') && tokens.isSymbol(next + 1, '<')) {
      this.#added(full, next + 2, this.#valueEnd(next + 2), conditional);
    } else if (tokens.isSymbol(next, '-') && tokens.isSymbol(next + 1, '=')) {
      this.#taken(full, next + 2, this.#valueEnd(next + 2));
    }
    return null;
  }

  get #scope(): Scope {
    return this.#scopes.at(-1) ?? { names: [], conditional: false };
  }

  #valueEnd(from: number): number {
    const tokens = this.#tokens;
    let at = from;
    while (at < tokens.length) {
      const ends = tokens.kindAt(at) === 'newline' || tokens.isSymbol(at, ';', '}');
      if (ends) {
        return at;
      }
      const closing = tokens.closing(at);
      at = closing > at && closing < tokens.length ? closing + 1 : at + 1;
    }
    return at;
  }

  #profile(path: readonly string[]): readonly string[] {
    if (path[0] !== 'profiles') {
      return path;
    }
    if (path[1] !== undefined) {
      this.profiles.add(path[1]);
    }
    return path.slice(2);
  }

  #included(at: number): void {
    const { target, span } = includeTarget(this.#tokens, at);
    const { names } = this.#scope;
    const profile = profileOf(names);
    const into = names.slice(profile === null ? 0 : 2);
    this.computed ||= target === null;
    this.settings.push({
      path: ['includeConfig'],
      profile,
      value: target,
      ...(into.length > 0 && { into }),
      span,
    });
  }

  #assigned(path: readonly string[], from: number, to: number, conditional: boolean): void {
    const bare = this.#profile(path);
    this.computed ||= isDecisive(bare) && !isConstant(this.#tokens, from, to);
    this.settings.push({
      path: bare,
      profile: profileOf(path),
      ...(bare.length - (path.length - this.#scope.names.length) > 0 && { braced: true as const }),
      ...valueOf(bare, this.#tokens, from, to),
      span: spanBetween(this.#tokens, from, to),
    });
    const selector = selectorOf(bare);
    if (selector === undefined) {
      return;
    }
    if (bare.at(-1) !== 'secret') {
      this.#mapped(path, from, to, conditional);
      return;
    }
    this.#lists.give(this.#list(path, selector, conditional), from, to, false);
  }

  /** `process.secret += ['A']` */
  #added(path: readonly string[], from: number, to: number, conditional: boolean): void {
    const bare = this.#profile(path);
    this.computed ||= isDecisive(bare);
    const selector = selectorOf(bare);
    if (selector !== undefined && bare.at(-1) === 'secret') {
      this.#lists.give(this.#list(path, selector, conditional), from, to, true);
    }
  }

  /** `process.secret -= ['A']` */
  #taken(path: readonly string[], from: number, to: number): void {
    const selector = selectorOf(this.#profile(path)) ?? null;
    this.#lists.take(this.#list(path, selector, false), from, to);
  }

  #list(path: readonly string[], selector: string | null, conditional: boolean): SecretList {
    const ofPart = this.#profile(path)[0] !== 'process';
    return { profile: profileOf(path), selector, ofPart, conditional };
  }

  /** `process = [secret: ['A']]`: a map is a scope, too. */
  #mapped(path: readonly string[], from: number, to: number, conditional: boolean): void {
    const tokens = this.#tokens;
    if (!tokens.isSymbol(from, '[') || tokens.closing(from) !== to - 1) {
      return;
    }
    for (let at = from + 1; at < to - 1;) {
      const key = plainNameAt(tokens, at);
      const end = this.#elementEnd(at, to - 1);
      if (key && tokens.isSymbol(key.next, ':')) {
        this.#assigned([...path, key.text], key.next + 1, end, conditional);
      }
      at = end + 1;
    }
  }

  #elementEnd(from: number, to: number): number {
    let at = from;
    while (at < to && !this.#tokens.isSymbol(at, ',')) {
      const closing = this.#tokens.closing(at);
      at = closing > at && closing < to ? closing + 1 : at + 1;
    }
    return at;
  }
}

/**
 * The selector of a setting of processes, null where it is of all, undefined where it is none. One
 * stands alone in a file that `process { includeConfig 'it' }` brings in.
 */
function selectorOf(bare: readonly string[]): string | null | undefined {
  const process = bare.slice(bare[0] === 'process' ? 1 : 0);
  const selectors = process.slice(0, bare.at(-1) === 'secret' ? -1 : undefined);
  const known = bare[0] === 'process' || selectors.length > 0;
  const selects = selectors.every(name => /^with(?:Name|Label):/.test(name));
  return known && selects && process.length <= 2 ? (selectors[0] ?? null) : undefined;
}

function profileOf(path: readonly string[]): string | null {
  return path[0] === 'profiles' ? (path[1] ?? null) : null;
}
