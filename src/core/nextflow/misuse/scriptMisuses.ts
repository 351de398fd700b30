import { isMeantAsSecret, isNearSecret } from '../concernsSecrets.ts';
import type { WrongUse } from '../scan/wrongUse.ts';
import { partsOf } from '../syntax/partsOf.ts';
import { processSections } from '../syntax/processSections.ts';
import type { Block, Expression, Statement } from '../syntax/syntax.ts';
import { isElsewhere } from './isElsewhere.ts';
import type { Edit, Misuse } from './misuse.ts';
import { isOfNames, type MisuseList, namesIn, quoted } from './misuseList.ts';
import { valueShape } from './valueShape.ts';

/** What the script around a part says of it. */
export interface ScriptAround {
  /** Whether its processes are typed ones. */
  readonly typed: boolean;
  /** Processes that it calls nowhere, although it has an entry workflow. */
  readonly uncalled: readonly string[];
  /** Names that it gives a meaning of its own. */
  readonly own: readonly string[];
}

/** A script of which nothing is known. */
export const nothingAround: ScriptAround = {
  typed: false,
  uncalled: [],
  own: [],
};

/** Sections that have a task. */
const tasks = ['script', 'shell', 'exec', 'stub'];

/** Finds the misuses of a script. */
export class ScriptMisuses {
  /** Where names of secrets stand whose directive is given a list of none without them. */
  readonly unlisted = new Set<number>();
  readonly #list: MisuseList;
  readonly #around: ScriptAround;
  readonly #isOwn = (name: string) => this.#around.own.includes(name) || this.#set.has(name);
  /** The variables that the process sets that is looked at. */
  #set: ReadonlySet<string> = new Set();
  /** Whether each run comes to the process that is looked at, as far as its script tells. */
  #called = true;

  constructor(list: MisuseList, around: ScriptAround) {
    this.#list = list;
    this.#around = around;
  }

  run({ statements }: Block): void {
    for (const statement of statements.filter(each => !isElsewhere(each))) {
      this.#called = true;
      if (statement.kind === 'definition' && statement.of === 'process') {
        this.#called = !this.#around.uncalled.includes(statement.name ?? '');
        this.#process(statement.body);
      } else if (statement.kind === 'definition') {
        // Only the workflow without a name is run in any case.
        const runs = statement.of === 'workflow' && statement.name === null;
        statement.body.statements.forEach(each => {
          this.#misplaced(each, runs);
        });
      } else {
        this.#misplaced(statement, true);
      }
      for (const part of partsOf(statement)) {
        this.#list.neverIn(part);
      }
    }
  }

  wrongUse({ kind, span, secret, tried }: WrongUse): void {
    const { name = '', call } = secret ?? {};
    const edits: Edit[] = [];
    if (call && kind === 'no-method' && isWord(name)) {
      edits.push({ span: call, text: `.${name}` });
    } else if (call && kind === 'not-in-handler') {
      edits.push({ span: { start: call.end, end: call.end }, text: ' =' });
    }
    // An error of a handler ends no run.
    this.#list.add(kind, span, name, !tried && kind !== 'not-in-handler', edits);
  }

  /** A directive where none is taken: a call of a function that is not there. */
  #misplaced(statement: Statement, runs: boolean): void {
    const own = statement.kind === 'expression' ? statement.value : null;
    for (const part of partsOf(statement)) {
      if (part.kind !== 'call' || part.callee.kind !== 'name') {
        continue;
      }
      const { text, start } = part.callee;
      const [first] = part.args;
      if (!['secret', 'secrets'].includes(text) || this.#isOwn(text)) {
        continue;
      }
      const span = { start, end: start + text.length };
      const fails = runs && part === own;
      if (first && (isOfNames(first.value) || (part === own && first.value.kind === 'closure'))) {
        this.#add('misplaced-directive', span, namesIn(first.value)[0] ?? '', fails);
      } else if (!first && text === 'secrets') {
        this.#add('not-a-map', span, '', fails);
      }
    }
  }

  #process({ statements }: Block): void {
    let section: string | null = null;
    this.#set = new Set(statements.flatMap(namesSetBy));
    for (const statement of statements) {
      if (statement.kind === 'label' && processSections.includes(statement.name)) {
        section = statement.name;
      } else if (tasks.includes(section ?? '')) {
        this.#misplaced(statement, section !== 'stub');
      } else if (section !== 'when') {
        this.#ofTask(statement, section !== null);
      }
    }
  }

  /** A statement in front of the task; `within` where it follows `input:` or `output:`. */
  #ofTask(statement: Statement, within: boolean): void {
    if (!within) {
      this.#form(statement);
    }
    const call = statement.kind === 'expression' ? statement.value : null;
    if (call?.kind !== 'call' || call.callee.kind !== 'name') {
      return;
    }
    const { start, text } = call.callee;
    if (text === 'secret') {
      if (!within) {
        this.#directive(call);
      }
    } else if (isNearSecret(text) || /secret/i.test(text)) {
      const span = { start, end: start + text.length };
      this.#list.misspelt(span, call.args[0]?.value ?? null, this.#called);
    }
  }

  /** What is no call of the directive, and is meant to be one. */
  #form(statement: Statement): void {
    if (statement.kind === 'assign') {
      this.#assigned(statement);
    } else if (statement.kind === 'label' && isMeantAsSecret(statement.name)) {
      this.#wrong(statement.start, statement.name);
    } else if (statement.kind === 'expression') {
      this.#noCall(statement.value);
    }
  }

  #assigned({ targets: [target], operator, value }: Statement & { readonly kind: 'assign' }): void {
    if (target?.kind !== 'name') {
      return;
    }
    const { text, start } = target;
    if (text === 'secret' && operator === '=') {
      this.#list.texts(value, this.#called);
      this.#list.named(value, this.#isOwn, this.#called);
    } else if (text === 'secret') {
      this.#wrong(start, text);
    } else if (isNearSecret(text) && isOfNames(value)) {
      this.#list.misspelt({ start, end: start + text.length }, value, false);
    }
  }

  /** `secret['A']`, `secret.A`, `secret` alone; `secrets.A`, which reads a value for nobody. */
  #noCall(value: Expression): void {
    const read = this.#list.readBy(value);
    const root = value.kind === 'index' || value.kind === 'member' ? value.object : value;
    if (root.kind !== 'name' || (root.text !== 'secret' && !read)) {
      return;
    }
    const member = value.kind === 'member' && value.name !== null ? [value.name] : undefined;
    this.#wrong(root.start, root.text, { names: member, fails: !read });
  }

  #wrong(
    start: number,
    word: string,
    { names, fails = true }: { names?: readonly string[] | undefined; fails?: boolean } = {},
  ): void {
    const statement = this.#list.statementAt(start);
    const [name = '', ...more] = names ?? statement.names;
    const text = `secret ${quoted([name, ...more])}`;
    const span = { start, end: start + word.length };
    const edits = name === '' ? [] : [{ span: statement.span, text }];
    this.#list.add('no-directive', span, name, fails && this.#called, edits);
  }

  #directive({ args, start }: Expression & { readonly kind: 'call' }): void {
    const [first] = args;
    if (!first) {
      return;
    }
    if (args.length > 1 && this.#list.statementAt(start).unseparated) {
      this.#wrong(start, 'secret');
      return;
    }
    const entry = args.find(({ name }) => name !== null);
    if (entry) {
      this.#list.notAList(entry.value, entry === first ? start : entry.value.start, this.#called);
      return;
    }
    args.forEach(({ value }) => {
      this.#list.named(value, this.#isOwn, this.#called);
    });
    this.#given(first.value, start, args.length);
  }

  /** What the directive is given, first of so many arguments. */
  #given(value: Expression, start: number, count: number): void {
    const shape = valueShape(value);
    if (value.kind === 'closure') {
      this.#list.texts(value, this.#called);
      return;
    }
    if (value.kind === 'choice' && shape.texts.length + shape.emptyLists > 0) {
      if (this.#around.typed) {
        this.#list.texts(value, this.#called);
        return;
      }
      if (shape.emptyLists > 0) {
        this.#emptyChoice(value, start);
      }
    }
    if (count === 1 && value.kind === 'list' && shape.lists === 0 && shape.emptyLists > 0) {
      this.#add('empty-list', { start, end: start + 'secret'.length }, '', true);
    }
    if (shape.maps > 0 || isNumber(value)) {
      this.#list.notAList(value, start, this.#called);
    }
  }

  /** `secrets.A ? ['A'] : []` fails without A; asked of anything else, whenever that is not so. */
  #emptyChoice(value: Expression & { readonly kind: 'choice' }, start: number): void {
    const asked = value.test ? [value.test, ...partsOf(value.test)] : [];
    if (!asked.some(part => this.#list.readBy(part))) {
      this.#add('empty-list', { start, end: start + 'secret'.length }, '', false);
      return;
    }
    for (const part of partsOf(value)) {
      this.unlisted.add(part.start);
    }
  }

  #add(kind: Misuse['kind'], span: Misuse['span'], name: string, fails: boolean): void {
    this.#list.add(kind, span, name, fails && this.#called);
  }
}

/** Whether it is a number, or `true`. */
const isNumber = (value: Expression) => value.kind === 'constant' && value.text === null;

/** The variables that a statement gives a value. */
function namesSetBy(statement: Statement): readonly string[] {
  return statement.kind === 'assign'
    ? statement.targets.flatMap(target => (target.kind === 'name' ? [target.text] : []))
    : [];
}

/** Whether a name may follow a dot as it is. */
const isWord = (name: string) => /^[A-Za-z_]\w*$/.test(name);
