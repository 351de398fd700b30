import { groovyText } from '../../core/nextflow/groovy/groovyText.ts';
import { indexAs, type IndexedFile } from './indexedFile.ts';
import { withoutBeginning } from './withReferences.ts';

/** Analyses a config that others read as a part of a scope of theirs: `process { includeConfig 'x' }`. */
export function indexInScope(
  scopes: readonly string[],
  uri: string,
  folder: string | null,
  text: string,
): IndexedFile {
  const before = scopes.map(name => `${scopeHead(name)} { `).join('');
  const body = text.replace(/^\ufeff/, '');
  const file = indexAs('config', uri, folder, `${before}${body}\n${'}'.repeat(scopes.length)}`);
  return withoutBeginning(file, before.length);
}

/** `withName:'A|B'` */
function scopeHead(name: string): string {
  const [, kind, text] = /^(with(?:Name|Label):)(.*)$/s.exec(name) ?? [];
  return kind === undefined ? name : `${kind} ${groovyText(text ?? '')}`;
}
