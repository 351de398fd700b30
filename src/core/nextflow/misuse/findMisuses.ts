import type { Span } from '../groovy/span.ts';
import type { Token } from '../groovy/token.ts';
import type { TokenList } from '../groovy/tokenList.ts';
import type { Reference } from '../scan/reference.ts';
import type { UnknownMethod } from '../scan/unknownMethod.ts';
import { partsOf } from '../syntax/partsOf.ts';
import { processSections } from '../syntax/processSections.ts';
import { type Block, type Expression, noBlock, type Statement } from '../syntax/syntax.ts';
import { bare, isProcess, pathOf, scopeOf } from './configPath.ts';
import { findOlderSyntax } from './findOlderSyntax.ts';
import { isElsewhere } from './isElsewhere.ts';
import type { Misuse } from './misuse.ts';
import { ofSomething } from './ofSomething.ts';
import { replacedIn } from './replacedIn.ts';
import { valueShape } from './valueShape.ts';

/** What the walk through a file has found. */
interface Scanned {
  readonly references: readonly Reference[];
  readonly unknownMethods: readonly UnknownMethod[];
}

/** Everything of a file that names secrets and does something else than it seems to. */
export function findMisuses(
  tokens: TokenList,
  block: Block,
  { references, unknownMethods }: Scanned,
  kind: 'script' | 'config',
  typed = false,
): Misuses {
  const search = new Search(tokens, references, typed);
  unknownMethods.forEach(method => {
    search.unknownMethod(method);
  });
  if (kind === 'script') {
    search.script(block);
  } else {
    search.config(block, []);
  }
  const found = [...search.found, ...findOlderSyntax(tokens, references)];
  return { found: found.sort((a, b) => a.span.start - b.span.start), unlisted: search.unlisted };
}

/** What was found in a file. */
export interface Misuses {
  readonly found: readonly Misuse[];
  /** Where names of secrets stand whose directive is given a list of none without them. */
  readonly unlisted: ReadonlySet<number>;
}

/** What is meant to be the directive: `secrets`, `secretes`. */
const misspelt = /^secret\w{1,2}$/;

class Search {
  readonly found: Misuse[] = [];
  readonly unlisted = new Set<number>();
  readonly #tokens: TokenList;
  readonly #references: ReadonlyMap<number, Reference>;
  /** Whether the processes of the script are typed ones. */
  readonly #typed: boolean;
  #byEnd: ReadonlyMap<number, Token> | null = null;
  /** Whether every run has what is looked at, none of the profiles that it may choose. */
  #chosen = true;

  constructor(tokens: TokenList, references: readonly Reference[], typed: boolean) {
    this.#tokens = tokens;
    this.#typed = typed;
    this.#references = new Map(references.map(reference => [reference.span.start, reference]));
  }

  script({ statements }: Block): void {
    for (const statement of statements.filter(each => !isElsewhere(each))) {
      if (statement.kind === 'definition' && statement.of === 'process') {
        this.#process(statement.body);
      }
      this.#within(statement, expression => {
        this.#neverIn(expression);
      });
    }
  }

  unknownMethod({ span, secret, tried }: UnknownMethod): void {
    const edits =
      secret && isWord(secret.name) ? [{ span: secret.call, text: `.${secret.name}` }] : [];
    this.#add('no-method', span, secret?.name ?? '', !tried, edits);
  }

  config(block: Block, scopes: readonly string[]): void {
    const statements = block.statements.filter(each => !isElsewhere(each));
    const replaced = replacedIn(statements);
    for (const statement of statements) {
      if (!replaced.has(statement)) {
        this.#setting(statement, scopes);
      }
      if (statement.kind === 'if') {
        this.config(statement.yes, scopes);
        this.config(statement.no ?? noBlock, scopes);
      } else if (statement.kind === 'expression') {
        this.#block(statement.value, scopes);
      }
    }
    if (scopes.length === 0) {
      statements.forEach(statement => {
        this.#within(statement, expression => {
          this.#neverIn(expression);
          this.#notOfEmpty(expression);
        });
      });
    }
  }

  #process({ statements }: Block): void {
    let within = false;
    for (const statement of statements) {
      if (statement.kind === 'label' && processSections.includes(statement.name)) {
        within = statement.name === 'input' || statement.name === 'output';
        if (!within) {
          return;
        }
      }
      this.#ofTask(statement, within);
    }
  }

  #ofTask(statement: Statement, within: boolean): void {
    if (!within && statement.kind === 'assign' && isName(statement.targets[0], 'secret')) {
      this.#texts(statement.value);
    }
    const call = statement.kind === 'expression' ? statement.value : null;
    if (call?.kind !== 'call' || call.callee.kind !== 'name') {
      return;
    }
    if (misspelt.test(call.callee.text)) {
      const { start, text } = call.callee;
      this.#misspelt({ start, end: start + text.length }, call.args[0]?.value ?? null, true);
    } else if (call.callee.text === 'secret' && !within) {
      this.#directive(call);
    }
  }

  #directive({ args, start }: Expression & { readonly kind: 'call' }): void {
    const [first] = args;
    if (!first) {
      return;
    }
    if (first.name !== null) {
      this.#notAList(first.value, start);
      return;
    }
    const shape = valueShape(first.value);
    if (first.value.kind === 'choice' && shape.texts.length + shape.emptyLists > 0 && this.#typed) {
      this.#texts(first.value);
      return;
    }
    const plain =
      args.length === 1 && first.value.kind === 'list' && shape.lists === 0 && shape.emptyLists > 0;
    if (plain) {
      this.#add('empty-list', { start, end: start + 'secret'.length }, '', true);
    }
    if (first.value.kind === 'choice' && shape.emptyLists > 0) {
      this.#emptyChoice(first.value, start);
    }
    if (first.value.kind === 'closure') {
      this.#texts(first.value);
    } else if (shape.maps > 0 || isNumber(first.value)) {
      this.#notAList(first.value, start);
    }
  }

  /** `secrets.A ? ['A'] : []` fails without A; asked of anything else, whenever that is not so. */
  #emptyChoice(value: Expression & { readonly kind: 'choice' }, start: number): void {
    const asked = value.test ? [value.test, ...partsOf(value.test)] : [];
    if (!asked.some(part => this.#references.get(part.start)?.kind === 'property')) {
      this.#add('empty-list', { start, end: start + 'secret'.length }, '', false);
      return;
    }
    for (const part of partsOf(value)) {
      this.unlisted.add(part.start);
    }
  }

  #setting(statement: Statement, scopes: readonly string[]): void {
    const [target] = statement.kind === 'assign' ? statement.targets : [];
    const path = target ? pathOf(target) : null;
    if (statement.kind !== 'assign' || !target || path === null) {
      return;
    }
    const [first, profile] = [...scopes, ...path];
    this.#chosen = first !== 'profiles' || profile === 'standard';
    const full = bare([...scopes, ...path]);
    if (full[0] === 'secrets' && path.includes('secrets')) {
      const name = path.at(-1) ?? '';
      const whole = { start: target.start, end: target.start + name.length };
      this.#add('no-scope', whole, name === 'secrets' ? '' : name, path.length > 1);
    } else if (isProcess(full)) {
      this.#ofProcess(full, target.start, statement.value);
    }
  }

  #ofProcess(path: readonly string[], start: number, value: Expression): void {
    if (path.at(-1) === 'secret') {
      this.#texts(value);
    } else if (path.at(-1) === 'secrets') {
      this.#misspelt({ start, end: start + 'secrets'.length }, value, false);
    } else if (path.length === 1 && value.kind === 'list') {
      const secret = value.items.find(({ name }) => name === 'secret');
      if (secret) {
        this.#texts(secret.value);
      }
    }
  }

  #block(value: Expression, scopes: readonly string[]): void {
    const [name, closure] = scopeOf(value);
    if (name === null) {
      return;
    }
    if (closure) {
      const into = [...scopes, name];
      if (bare(into)[0] === 'secrets') {
        this.#add(
          'no-scope',
          { start: value.start, end: value.start + 'secrets'.length },
          '',
          false,
        );
      }
      this.config(closure.body, into);
      return;
    }
    const [first] = value.kind === 'call' ? value.args : [];
    const path = bare([...scopes, ...name.split('.')]);
    if (path.at(-1) === 'secret' && isProcess(path)) {
      const named = first?.value.kind === 'constant' ? (first.value.text ?? '') : '';
      const span = { start: value.start, end: value.start + name.length };
      this.#add('no-setting', span, named, true);
    }
    if (name === 'includeConfig') {
      this.#emptyAtFirst(first?.value ?? null);
    }
  }

  /** Texts where only a list does. */
  #texts(value: Expression): void {
    const { texts, maps } = valueShape(value);
    const named = texts.filter(
      text => text.kind === 'text' || (text.kind === 'constant' && text.text !== ''),
    );
    for (const text of named.length > 0 ? named : texts) {
      this.#notAList(text, text.start);
    }
    if (maps > 0) {
      this.#notAList(value, value.start);
    }
  }

  #notAList(value: Expression, start: number): void {
    const text = value.kind === 'constant' ? (value.text ?? '') : '';
    const quoted = value.kind === 'constant' && value.text !== null;
    const span = { start, end: start + Math.max(text.length, quoted ? 0 : 1) };
    this.#byEnd ??= new Map(this.#tokens.tokens.map(token => [token.end, token]));
    const quote = this.#byEnd.get(start);
    const whole = { start: start - 1, end: span.end + 1 };
    const listed = text === '' ? '[]' : `['${text}']`;
    const fix = quote?.kind === 'stringStart' && quote.text.length === 1 && quoted;
    this.#add(
      'not-a-list',
      text === '' && fix ? whole : span,
      text,
      this.#chosen,
      fix ? [{ span: whole, text: listed }] : [],
    );
  }

  #misspelt(span: Span, value: Expression | null, fails: boolean): void {
    const named = value
      ? [...partsOf(value), value].find(part => part.kind === 'constant' && part.text)
      : null;
    const name = named?.kind === 'constant' ? (named.text ?? '') : '';
    this.#add('misspelt-directive', span, name, fails, [{ span, text: 'secret' }]);
  }

  #emptyAtFirst(value: Expression | null): void {
    const read = value?.kind === 'text' ? value.parts : value ? [value] : [];
    for (const { start } of read) {
      const reference = this.#references.get(start);
      if (reference?.kind === 'property' && reference.name !== null) {
        this.#add('empty-at-first', reference.span, reference.name, false);
      }
    }
  }

  /** What fails of an empty text: `secrets.X.substring(1)`, `secrets.X[0]`, `secrets.X as Integer`. */
  #notOfEmpty(expression: Expression): void {
    const read = ofSomething(expression);
    const reference = read ? this.#references.get(read.start) : undefined;
    if (reference?.kind === 'property' && reference.name !== null && reference.use !== 'optional') {
      this.#add('empty-at-first', reference.span, reference.name, false);
    }
  }

  #neverIn(expression: Expression): void {
    if (expression.kind !== 'binary' || expression.operator !== 'in') {
      return;
    }
    const { left, right } = expression;
    const whole = this.#references.get(right.start);
    if (right.kind === 'name' && right.text === 'secrets' && whole?.name === null) {
      const name = left.kind === 'constant' ? (left.text ?? '') : '';
      this.#add('never-in', whole.span, name, false);
    }
  }

  #within(statement: Statement, look: (expression: Expression) => void): void {
    for (const part of partsOf(statement)) {
      look(part);
    }
  }

  #add(
    kind: Misuse['kind'],
    span: Span,
    name: string,
    fails: boolean,
    edits: Misuse['edits'] = [],
  ): void {
    this.found.push({ kind, span, name, fails, edits });
  }
}

/** Whether it is a number, or `true`. */
const isNumber = (value: Expression) => value.kind === 'constant' && value.text === null;

/** Whether a name may follow a dot as it is. */
const isWord = (name: string) => /^[A-Za-z_]\w*$/.test(name);

function isName(expression: Expression | undefined, text: string): boolean {
  return expression?.kind === 'name' && expression.text === text;
}
