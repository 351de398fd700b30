import type { Expression, Statement } from '../syntax/syntax.ts';
import { isNoSelector, pathOf } from './configPath.ts';
import { type MisuseList, namesIn } from './misuseList.ts';

/** Finds what is meant as a selector, and is none with which Nextflow can read the config. */
export class SelectorMisuses {
  readonly #list: MisuseList;

  constructor(list: MisuseList) {
    this.#list = list;
  }

  /** `process.withName:P.secret`: such a colon ends the reading, whatever is chosen. */
  unquoted(): void {
    const { tokens } = this.#list;
    tokens.tokens.forEach(({ start, text }, at) => {
      const name = tokens.at(at + 2);
      if (!tokens.isWord(at, 'withName', 'withLabel') || !tokens.isSymbol(at - 1, '.')) {
        return;
      }
      if (
        tokens.isSymbol(at + 1, ':') &&
        name?.kind === 'word' &&
        tokens.isWord(at + 4, 'secret')
      ) {
        const [secret = ''] = this.#list.statementAt(start).names;
        const span = { start, end: name.end };
        const edits = [{ span, text: `'${text}:${name.text}'` }];
        this.#list.add('no-selector', span, secret, true, edits);
      }
    });
  }

  /** `withName P {…}`: a method that there is not. */
  unseparated(value: Expression, path: readonly string[], fails: boolean): void {
    const [inner] = value.kind === 'call' ? value.args : [];
    const body = inner?.value.kind === 'call' ? inner.value.args.at(-1)?.value : undefined;
    if (isNoSelector(path) && body?.kind === 'closure' && body.body.statements.some(setsSecret)) {
      const [name = ''] = namesIn(body);
      const span = { start: value.start, end: value.start + (path.at(-1) ?? '').length };
      this.#list.add('no-selector', span, name, fails);
    }
  }
}

/** Whether a statement is `secret = …`. */
function setsSecret(statement: Statement): boolean {
  const [target] = statement.kind === 'assign' ? statement.targets : [];
  return target !== undefined && pathOf(target)?.at(-1) === 'secret';
}
