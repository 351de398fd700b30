import type { TokenList } from '../groovy/tokenList.ts';
import type { Reference } from '../scan/reference.ts';
import type { WrongUse } from '../scan/wrongUse.ts';
import type { Block } from '../syntax/syntax.ts';
import { ConfigMisuses } from './configMisuses.ts';
import { findOlderLists } from './findOlderLists.ts';
import { findOlderSyntax } from './findOlderSyntax.ts';
import type { Misuse } from './misuse.ts';
import { MisuseList } from './misuseList.ts';
import { nothingAround, ScriptMisuses } from './scriptMisuses.ts';

/** What the walk through a file has found. */
interface Scanned {
  readonly references: readonly Reference[];
  readonly wrongUses: readonly WrongUse[];
}

/** What was found in a file. */
export interface Misuses {
  readonly found: readonly Misuse[];
  /** Where names of secrets stand whose directive is given a list of none without them. */
  readonly unlisted: ReadonlySet<number>;
}

/** Everything of a file that names secrets and does something else than it seems to. */
export function findMisuses(
  tokens: TokenList,
  block: Block,
  { references, wrongUses }: Scanned,
  kind: 'script' | 'config',
  around = nothingAround,
): Misuses {
  const list = new MisuseList(tokens, references);
  const script = new ScriptMisuses(list, around);
  wrongUses.forEach(each => {
    script.wrongUse(each);
  });
  if (kind === 'script') {
    script.run(block);
  } else {
    new ConfigMisuses(list).run(block);
  }
  const older = [
    ...findOlderSyntax(tokens, references),
    ...(kind === 'config' ? findOlderLists(tokens, references) : []),
  ];
  const found = [...list.found, ...older];
  return { found: found.sort((a, b) => a.span.start - b.span.start), unlisted: script.unlisted };
}
