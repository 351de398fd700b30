import { TokenList } from '../groovy/tokenList.ts';
import { ConfigScan } from '../scan/configScan.ts';
import type { Reference } from '../scan/reference.ts';
import { ScriptScan } from '../scan/scriptScan.ts';
import type { FileKind } from './fileKind.ts';

/**
 * Every place of a text that names a secret, in document order, for whoever does not ask what
 * becomes of the values: nothing but the tokens is read.
 */
export function referencesIn(
  text: string,
  kind: FileKind,
): readonly Pick<Reference, 'kind' | 'name' | 'span'>[] {
  if (kind === 'class') {
    return [];
  }
  const tokens = new TokenList(text);
  const { references } = new ScriptScan(tokens, { kind }).run();
  const configured = kind === 'config' ? new ConfigScan(tokens).run().references : [];
  return [...references, ...configured].sort((a, b) => a.span.start - b.span.start);
}
