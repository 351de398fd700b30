import { isMeantAsSecret, isNearSecret } from '../concernsSecrets.ts';
import { isOfWholeConfig } from '../configScopes.ts';
import { partsOf } from '../syntax/partsOf.ts';
import { type Block, type Expression, noBlock, type Statement } from '../syntax/syntax.ts';
import { bare, isNoSelector, isProcess, isProcessByName, pathOf, scopeOf } from './configPath.ts';
import { isElsewhere } from './isElsewhere.ts';
import { isOfNames, listOf, type MisuseList, namesIn } from './misuseList.ts';
import { replacedIn } from './replacedIn.ts';
import { SelectorMisuses } from './selectorMisuses.ts';

/** What is assigned, and how. */
type Given = Pick<Statement & { readonly kind: 'assign' }, 'operator' | 'targets' | 'value'>;

/** Finds the misuses of a config. */
export class ConfigMisuses {
  readonly #list: MisuseList;
  readonly #selectors: SelectorMisuses;
  /** Whether it is a whole config: another one may stand inside of `process`. */
  #isWhole = false;
  #assigned: ReadonlySet<string> = new Set();
  /** Lists of secrets that something may have been added to: those that are set before. */
  readonly #listed = new Set<string>();

  constructor(list: MisuseList) {
    this.#list = list;
    this.#selectors = new SelectorMisuses(list);
  }

  run(block: Block): void {
    this.#isWhole = block.statements.some(each => isOfWholeConfig(names(each), !isAssigned(each)));
    this.#assigned = new Set(block.statements.map(each => names(each)[0] ?? ''));
    this.#scope(block, []);
    this.#selectors.unquoted();
    for (const statement of block.statements.filter(each => !isElsewhere(each))) {
      for (const part of partsOf(statement)) {
        this.#list.neverIn(part);
        this.#list.notOfEmpty(part);
      }
    }
  }

  #scope(block: Block, around: readonly string[]): void {
    const statements = block.statements.filter(each => !isElsewhere(each));
    const replaced = replacedIn(statements);
    for (const statement of statements) {
      if (!replaced.has(statement)) {
        this.#setting(statement, around);
      }
      if (statement.kind === 'if') {
        this.#scope(statement.yes, around);
        this.#scope(statement.no ?? noBlock, around);
      } else if (statement.kind === 'label') {
        this.#labelled(statement, around);
      } else if (statement.kind === 'expression') {
        this.#block(statement.value, around);
      }
    }
  }

  #setting(statement: Statement, around: readonly string[]): void {
    const [target] = statement.kind === 'assign' ? statement.targets : [];
    const path = target ? pathOf(target) : null;
    if (statement.kind !== 'assign' || !target || path === null) {
      return;
    }
    const fails = isChosen([...around, ...path]);
    const full = bare([...around, ...path]);
    if (full[0] === 'secrets' && path.includes('secrets')) {
      const name = path.at(-1) ?? '';
      const whole = { start: target.start, end: target.start + name.length };
      this.#list.add('no-scope', whole, name === 'secrets' ? '' : name, fails && path.length > 1);
    } else if (isProcess(full)) {
      this.#ofProcess(full, target.start, statement, fails);
    } else if (isOfNames(statement.value)) {
      this.#misplaced(full, path, target, statement.value);
    }
  }

  #ofProcess(path: readonly string[], start: number, given: Given, fails: boolean): void {
    const { value } = given;
    const last = path.at(-1) ?? '';
    if (last === 'secret') {
      this.#secrets(path, start, given, fails);
    } else if (isNearSecret(last) && isOfNames(value)) {
      this.#list.misspelt({ start, end: start + last.length }, value, false);
    } else if (path.length === 1 && value.kind === 'list') {
      for (const { name, value: own } of value.items) {
        if (name === 'secret') {
          this.#list.texts(own, fails);
        } else if (name !== null && isNearSecret(name) && isOfNames(own)) {
          // A key's own place is not kept.
          this.#list.misspelt({ start, end: start + last.length }, own, false, []);
        }
      }
    }
  }

  /** The list of secrets of a process. */
  #secrets(path: readonly string[], start: number, given: Given, fails: boolean): void {
    const { value } = given;
    if (this.#selectsNone(path)) {
      const [name = ''] = namesIn(value);
      this.#list.add('no-selector', { start, end: start + 'secret'.length }, name, false);
    } else if (this.#addsToNothing(path, given)) {
      this.#noSetting(start, path, fails);
    } else {
      this.#listed.add(path.join('.'));
      this.#list.texts(value, fails);
      const listed = fails && value.kind === 'list';
      this.#list.named(value, name => this.#isSet(name), fails, listed);
    }
  }

  /** Whether a selector is none, or stands outside of `process`, where only a part of a config has one. */
  #selectsNone(path: readonly string[]): boolean {
    return isNoSelector(path) || (this.#isWhole && path[0] !== 'process');
  }

  /** `process.secret += ['A']` where nothing has set it; in a block `secret` is no list in any case. */
  #addsToNothing(path: readonly string[], { operator, targets: [target], value }: Given): boolean {
    if (operator !== '+=' || value.kind !== 'list') {
      return false;
    }
    const includes = this.#list.tokens.tokens.some(({ text }) => text === 'includeConfig');
    return target?.kind === 'name' || (!includes && !this.#listed.has(path.join('.')));
  }

  /** `secret = ['A']` for no process, or for one that is named as a scope. */
  #misplaced(
    full: readonly string[],
    path: readonly string[],
    { start }: Expression,
    value: Expression,
  ): void {
    const [name = ''] = namesIn(value);
    const span = { start, end: start + 'secret'.length };
    if (full.length === 1 && full[0] === 'secret' && this.#isWhole) {
      const edits = path.length === 1 ? [{ span, text: 'process.secret' }] : [];
      this.#list.add('misplaced-directive', span, name, false, edits);
    } else if (isProcessByName(full)) {
      this.#list.add('no-selector', span, name, false);
    }
  }

  #block(value: Expression, around: readonly string[]): void {
    const [name, closure] = scopeOf(value);
    if (name === null) {
      this.#noCall(value, around);
    } else if (closure && !this.#isNoScope(value, name, around)) {
      this.#scope(closure.body, [...around, name]);
    } else if (!closure) {
      this.#call(value, name, around);
    }
  }

  /** A scope that there is not: of secrets, or the directive written as one. */
  #isNoScope(value: Expression, name: string, around: readonly string[]): boolean {
    const path = bare([...around, name]);
    const last = path.at(-1) ?? '';
    const span = { start: value.start, end: value.start + name.length };
    if (!isMeantAsSecret(last)) {
      return false;
    }
    if (path.length === 1) {
      this.#list.add('no-scope', span, '', false);
    } else if (!isProcess(path)) {
      return false;
    } else if (last === 'secret') {
      this.#noSetting(value.start, path, isChosen(around));
    } else {
      this.#list.misspelt(span, null, false, []);
    }
    return true;
  }

  /** `secret 'A'`, `includeConfig 'x'` */
  #call(value: Expression, name: string, around: readonly string[]): void {
    const [first] = value.kind === 'call' ? value.args : [];
    const path = bare([...around, ...name.split('.')]);
    this.#selectors.unseparated(value, path, isChosen(around));
    const isAlone = path.length === 1 && (this.#isWhole || first?.value.kind === 'constant');
    if (isMeantAsSecret(path.at(-1) ?? '') && (isAlone || isProcess(path))) {
      this.#noSetting(value.start, path, isChosen(around), name);
    }
    if (name === 'includeConfig') {
      this.#emptyAtFirst(first?.value ?? null);
    }
  }

  /** `secret['A']`: a setting that is read, and not there; `secret << 'A'`: no list yet. */
  #noCall(value: Expression, around: readonly string[]): void {
    if (value.kind === 'binary' && value.operator === '<<') {
      this.#appended(value, around);
      return;
    }
    const path = value.kind === 'index' ? pathOf(value.object) : null;
    const full = path ? bare([...around, ...path]) : [];
    if (value.kind === 'index' && path && full.at(-1) === 'secret' && isProcess(full)) {
      this.#noSetting(value.object.start, full, isChosen(around), path.join('.'));
    }
  }

  #appended({ left }: Expression & { readonly kind: 'binary' }, around: readonly string[]): void {
    const own = pathOf(left) ?? [];
    const path = bare([...around, ...own]);
    if (path.at(-1) === 'secret' && isProcess(path) && !this.#listed.has(path.join('.'))) {
      this.#noSetting(left.start, path, isChosen(around));
    }
  }

  /** `secret: ['A']` */
  #labelled({ name, start }: Statement & { readonly kind: 'label' }, around: readonly string[]) {
    const path = bare([...around, name]);
    if (name === 'secret' && isProcess(path)) {
      this.#noSetting(start, path, isChosen(around));
    }
  }

  /** What is no assignment; it is written as one. */
  #noSetting(start: number, path: readonly string[], fails: boolean, written = 'secret'): void {
    const statement = this.#list.statementAt(start);
    const target = path.length === 1 ? 'process.secret' : written.replace(/\w+$/, 'secret');
    const [name = ''] = statement.names;
    const text = `${target} = ${listOf(statement.names)}`;
    const edits = name === '' ? [] : [{ span: statement.span, text }];
    const span = { start, end: start + written.length };
    this.#list.add('no-setting', span, name, fails, edits);
  }

  #emptyAtFirst(value: Expression | null): void {
    const read = value?.kind === 'text' ? value.parts : value ? [value] : [];
    for (const part of read) {
      const reference = this.#list.readBy(part);
      if (reference && reference.name !== null) {
        this.#list.add('empty-at-first', reference.span, reference.name, false);
      }
    }
  }

  /** Whether a name means something in the config: a variable, a scope. */
  #isSet(name: string): boolean {
    return this.#assigned.has(name) || known.includes(name);
  }
}

/** What every config knows. */
const known = ['params', 'projectDir', 'baseDir', 'launchDir', 'secrets', 'System', 'env'];

/** Whether every run has what stands here, none of the profiles that it may choose. */
function isChosen([first, profile]: readonly string[]): boolean {
  return first !== 'profiles' || profile === 'standard';
}

/** The names of what a statement sets or opens. */
function names(statement: Statement): readonly string[] {
  if (statement.kind === 'assign') {
    const [target] = statement.targets;
    return (target && pathOf(target)) ?? [];
  }
  const [name] = statement.kind === 'expression' ? scopeOf(statement.value) : [null];
  return name?.split('.') ?? [];
}

const isAssigned = ({ kind }: Statement) => kind === 'assign';
