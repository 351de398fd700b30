import * as l10n from '@vscode/l10n';
import { err, ok, type Result } from '../result.ts';
import { literally } from '../stores/nextflowStore.ts';
import type { FileEntries, FileEntry, LeftOut } from './fileEntry.ts';

/**
 * What a store file of Nextflow's has, entry by entry: one that is odd costs no other. Fails with
 * the reason, which tells nothing of the text, where it is no list at all.
 */
export function storeEntries(text: string): Result<FileEntries, string> {
  const json = readJson(text.replace(/^\ufeff/, ''));
  if (!json.ok) {
    return json;
  }
  if (json.value === null) {
    return ok({ entries: [], leftOut: [] });
  }
  if (!Array.isArray(json.value)) {
    return err(l10n.t('it is not a list of names and values'));
  }
  const entries: FileEntry[] = [];
  const leftOut: LeftOut[] = [];
  for (const [index, entry] of (json.value as readonly unknown[]).entries()) {
    const at = l10n.t('entry {0}', index + 1);
    const { name, value } = (entry ?? {}) as { readonly name?: unknown; readonly value?: unknown };
    if (typeof name !== 'string') {
      leftOut.push({ calledThere: null, at, because: 'no-name' });
    } else if (typeof value === 'string') {
      entries.push({ name, value, at });
    } else {
      const because = value === undefined || value === null ? 'empty' : 'no-text';
      leftOut.push({ calledThere: name, at, because });
    }
  }
  return ok({ entries, leftOut });
}

function readJson(text: string): Result<unknown, string> {
  if (text.trim() === '') {
    return ok([]);
  }
  try {
    return ok(JSON.parse(text, literally) as unknown);
  } catch (error) {
    // The rest of the message may hold a piece of the text.
    const position = /position (\d+)/.exec(String(error))?.[1];
    const line = position && text.slice(0, Number(position)).split('\n').length;
    return err(
      line ? l10n.t('it is not JSON from line {0} on', line) : l10n.t('it is not JSON to its end'),
    );
  }
}
