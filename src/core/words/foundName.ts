import * as l10n from '@vscode/l10n';
import type { Resolution } from '../secrets/catalog.ts';
import { scopeName } from './scopeName.ts';

/** Whose secret a name stands for, in a few words: `yours`, or `yours, overrides workspace`. */
export function foundName({
  winner,
  shadowed,
}: Extract<Resolution, { readonly kind: 'found' }>): string {
  const own = scopeName(winner.scope);
  return shadowed.length > 0 ? l10n.t('{0}, overrides workspace', own) : own;
}
