import { isMeantAsSecret, isNearSecret } from '../concernsSecrets.ts';
import { isOfWholeConfig } from '../configScopes.ts';
import { adding } from '../scan/setting.ts';
import { partsOf } from '../syntax/partsOf.ts';
import { type Block, type Expression, noBlock, type Statement } from '../syntax/syntax.ts';
import { bare, isNoSelector, isProcess, isProcessByName, pathOf, scopeOf } from './configPath.ts';
import { isElsewhere } from './isElsewhere.ts';
import { isOfNames, listOf, type MisuseList, namesIn } from './misuseList.ts';
import { replacedIn } from './replacedIn.ts';
import { type Given, readBefore, SecretLists } from './secretLists.ts';
import { SelectorMisuses } from './selectorMisuses.ts';

/** Finds the misuses of a config. */
export class ConfigMisuses {
  readonly #list: MisuseList;
  readonly #selectors: SelectorMisuses;
  /** Whether it is a whole config: another one may stand inside of `process`. */
  #isWhole = false;
  /** Whether another config that it includes may set a list; null until somebody asks. */
  #includes: boolean | null = null;
  #assigned: ReadonlySet<string> = new Set();
  readonly #lists = new SecretLists();
  /** Whether only some runs come to what is looked at. */
  #conditional = false;

  constructor(list: MisuseList) {
    this.#list = list;
    this.#selectors = new SelectorMisuses(list);
  }

  run(block: Block): void {
    this.#isWhole = block.statements.some(each => isOfWholeConfig(names(each), !isAssigned(each)));
    this.#assigned = new Set([
      ...block.statements.map(each => names(each)[0] ?? ''),
      ...this.#list.variables(),
    ]);
    this.#scope(block, []);
    this.#lists.tell();
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
      this.#setting(statement, around, replaced.has(statement));
      if (statement.kind === 'if') {
        const before = this.#conditional;
        this.#conditional = true;
        this.#scope(statement.yes, around);
        this.#scope(statement.no ?? noBlock, around);
        this.#conditional = before;
      } else if (statement.kind === 'label') {
        this.#labelled(statement, around);
      } else if (statement.kind === 'expression') {
        this.#block(statement.value, around);
      }
    }
  }

  #setting(statement: Statement, around: readonly string[], replaced: boolean): void {
    const [target] = statement.kind === 'assign' ? statement.targets : [];
    const path = target ? pathOf(target) : null;
    if (statement.kind !== 'assign' || !target || path === null) {
      return;
    }
    const fails = isChosen([...around, ...path]);
    const full = bare([...around, ...path]);
    if (isList(full)) {
      this.#secrets([...around, ...path], target.start, statement, fails);
    } else if (replaced) {
      return;
    } else if (full[0] === 'secrets' && path.includes('secrets')) {
      const name = path.at(-1) ?? '';
      const whole = { start: target.start, end: target.start + name.length };
      this.#list.add('no-scope', whole, name === 'secrets' ? '' : name, fails && path.length > 1);
    } else if (isProcess(full)) {
      this.#ofProcess(full, target.start, statement.value, fails);
    } else if (isOfNames(statement.value)) {
      this.#misplaced(full, path, target, statement.value);
    }
  }

  #ofProcess(path: readonly string[], start: number, value: Expression, fails: boolean): void {
    const last = path.at(-1) ?? '';
    if (isNearSecret(last) && isOfNames(value)) {
      this.#list.misspelt({ start, end: start + last.length }, value, false);
    } else if (path.length === 1 && value.kind === 'list') {
      for (const { name, value: own } of value.items) {
        if (name === 'secret') {
          this.#lists.set(['process', 'secret'], own);
          this.#list.texts(own, fails);
        } else if (name !== null && isNearSecret(name) && isOfNames(own)) {
          // A key's own place is not kept.
          this.#list.misspelt({ start, end: start + last.length }, own, false, []);
        }
      }
    }
  }

  /** The list of secrets of a process. */
  #secrets(full: readonly string[], start: number, given: Given, fails: boolean): void {
    const { operator, value } = given;
    const path = bare(full);
    const read = readBefore(given);
    const added = operator !== '=' && this.#lists.has(path);
    if (this.#selectsNone(path)) {
      const [name = ''] = namesIn(value);
      this.#list.add('no-selector', { start, end: start + 'secret'.length }, name, false);
    } else if (read && !this.#isListed(read, path)) {
      this.#noSetting(start, path, fails, pathOf(given.targets[0] ?? read)?.join('.'));
    } else {
      this.#lists.later(full, operator === '=' && !this.#conditional, () => {
        // A text that is added to a list is one of its names.
        if (!added) {
          this.#list.texts(value, fails);
        }
        const listed = fails && value.kind === 'list';
        this.#list.named(value, name => this.#isSet(name), fails, listed);
      });
    }
    this.#lists.set(path, operator === '=' ? value : null);
  }

  /** Whether a selector is none, or stands outside of `process`, where only a part of a config has one. */
  #selectsNone(path: readonly string[]): boolean {
    return isNoSelector(path) || (this.#isWhole && path[0] !== 'process');
  }

  /** Whether the list that is read here is set before: in this config, or in one that it includes. */
  #isListed(read: Expression, path: readonly string[]): boolean {
    this.#includes ??= this.#list.tokens.tokens.some(({ text }) => text === 'includeConfig');
    return this.#includes || this.#lists.isRead(read, path);
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
    if (this.#addedTo(value, path, around)) {
      return;
    }
    this.#selectors.unseparated(value, path, isChosen(around));
    const isAlone = path.length === 1 && (this.#isWhole || first?.value.kind === 'constant');
    if (isMeantAsSecret(path.at(-1) ?? '') && (isAlone || isProcess(path))) {
      this.#noSetting(value.start, path, isChosen(around), name);
    }
    if (name === 'includeConfig') {
      this.#emptyAtFirst(first?.value ?? null);
    }
  }

  /** `secret['A']`: a setting that is read, and not there; `secret << 'A'`, `secret + ['A']`: no list yet. */
  #noCall(value: Expression, around: readonly string[]): void {
    if (value.kind === 'binary' && ['<<', '+', '-'].includes(value.operator)) {
      this.#appended(value, around);
      return;
    }
    const path = value.kind === 'index' ? pathOf(value.object) : null;
    const full = path ? bare([...around, ...path]) : [];
    if (value.kind === 'index' && path && isList(full)) {
      this.#noSetting(value.object.start, full, isChosen(around), path.join('.'));
    }
  }

  #appended({ left }: Expression & { readonly kind: 'binary' }, around: readonly string[]): void {
    const own = pathOf(left) ?? [];
    const path = bare([...around, ...own]);
    if (isList(path) && !this.#isListed(left, path)) {
      this.#noSetting(left.start, path, isChosen(around), own.join('.'));
    }
  }

  /** `secret.add('A')`: whether it is that. */
  #addedTo(value: Expression, path: readonly string[], around: readonly string[]): boolean {
    const callee = value.kind === 'call' ? value.callee : null;
    const list = path.slice(0, -1);
    if (callee?.kind !== 'member' || !adding.includes(callee.name ?? '') || !isList(list)) {
      return false;
    }
    if (!this.#isListed(callee.object, list)) {
      this.#noSetting(value.start, list, isChosen(around), pathOf(callee.object)?.join('.'));
    }
    return true;
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

/** Whether a path is of the list of secrets of processes. */
function isList(path: readonly string[]): boolean {
  return path.at(-1) === 'secret' && isProcess(path);
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
