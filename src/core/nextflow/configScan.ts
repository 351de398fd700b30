import { directiveNames } from './directiveNames.ts';
import { includeTarget } from './includes.ts';
import { literalAt } from './literal.ts';
import type { Reference } from './reference.ts';
import { literalValue, spanBetween, type Setting } from './setting.ts';
import type { TokenList } from './tokenList.ts';

/** Walks a config's scopes for its settings, `process.secret` and profiles. */
export class ConfigScan {
  readonly references: Reference[] = [];
  readonly settings: Setting[] = [];
  readonly profiles = new Set<string>();
  readonly #tokens: TokenList;
  /** The names of the scopes around: null for a bracket that is none. */
  readonly #scopes: (readonly string[] | null)[] = [];

  constructor(tokens: TokenList) {
    this.#tokens = tokens;
  }

  run(): this {
    const tokens = this.#tokens;
    let at = 0;
    while (at < tokens.tokens.length) {
      at = this.#statement(at);
    }
    return this;
  }

  /** Takes what starts at an index and gives the index after it. */
  #statement(at: number): number {
    const tokens = this.#tokens;
    if (tokens.isSymbol(at, '}')) {
      this.#scopes.pop();
      return at + 1;
    }
    if (tokens.startsStatement(at) && tokens.isWord(at, 'includeConfig')) {
      this.#included(tokens.isSymbol(at + 1, '(') ? at + 2 : at + 1);
      return at + 1;
    }
    const path = tokens.startsStatement(at) ? this.#pathAt(at) : null;
    if (path && tokens.isSymbol(path.next, '{')) {
      this.#scopes.push(path.names);
      this.#profile(this.#full([]));
      return path.next + 1;
    }
    if (path && tokens.isSymbol(path.next, '=', '+=')) {
      const end = this.#valueEnd(path.next + 1);
      this.#assigned(this.#full(path.names), path.next + 1, end);
      return end;
    }
    // Values and whatever is no config: brackets and strings are passed whole.
    const closing = tokens.closing(at);
    return closing > at && closing < tokens.tokens.length ? closing + 1 : at + 1;
  }

  /** `a.b`, `a.'b'`, `'a'`, `withName: 'b'`, `withName:b`: the names of a scope or a setting. */
  #pathAt(at: number): { names: readonly string[]; next: number } | null {
    const tokens = this.#tokens;
    const names: string[] = [];
    let next = at;
    for (;;) {
      const name = this.#nameAt(next);
      if (!name) {
        return null;
      }
      names.push(name.text);
      next = name.next;
      if (!tokens.isSymbol(next, '.')) {
        return { names, next };
      }
      next += 1;
    }
  }

  #nameAt(at: number): { text: string; next: number } | null {
    const tokens = this.#tokens;
    if (tokens.isWord(at, 'withName', 'withLabel') && tokens.isSymbol(at + 1, ':')) {
      const selected = this.#plainNameAt(at + 2);
      const text = `${tokens.at(at)?.text ?? ''}:${selected?.text ?? ''}`;
      return selected && { text, next: selected.next };
    }
    return this.#plainNameAt(at);
  }

  #plainNameAt(at: number): { text: string; next: number } | null {
    const token = this.#tokens.at(at);
    if (token?.kind === 'word') {
      return { text: token.text, next: at + 1 };
    }
    const literal = literalAt(this.#tokens, at);
    return literal && literal.value !== null ? { text: literal.value, next: literal.next } : null;
  }

  #valueEnd(from: number): number {
    const tokens = this.#tokens;
    let at = from;
    while (at < tokens.tokens.length) {
      const ends = tokens.at(at)?.kind === 'newline' || tokens.isSymbol(at, ';', '}');
      if (ends) {
        return at;
      }
      const closing = tokens.closing(at);
      at = closing > at && closing < tokens.tokens.length ? closing + 1 : at + 1;
    }
    return at;
  }

  #full(names: readonly string[]): readonly string[] {
    return [...this.#scopes.flatMap(scope => scope ?? []), ...names];
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
    const profile = profileOf(this.#full([]));
    this.settings.push({ path: ['includeConfig'], profile, value: target, span });
  }

  #assigned(path: readonly string[], from: number, to: number): void {
    const bare = this.#profile(path);
    this.settings.push({
      path: bare,
      profile: profileOf(path),
      value: literalValue(this.#tokens, from, to),
      span: spanBetween(this.#tokens, from, to),
    });
    const [process, ...rest] = bare;
    const setting = rest.pop();
    if (process !== 'process' || setting !== 'secret' || rest.length > 1) {
      return;
    }
    const selector = rest[0] ?? null;
    for (const { name, span, use } of directiveNames(this.#tokens, from, to)) {
      const place = { kind: 'selector', selector } as const;
      this.references.push({ kind: 'configDirective', name, span, use, place });
    }
  }
}

function profileOf(path: readonly string[]): string | null {
  return path[0] === 'profiles' ? (path[1] ?? null) : null;
}
