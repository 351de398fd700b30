import { formatEntry, type JournalEntry, readJournal } from '../../src/core/runs/record/journal.ts';

/** A journal's text as if it had been written with other words. */
export function replaceInJournal(text: string, from: string, to: string): string {
  return readJournal(text)
    .entries.map(entry => JSON.stringify(entry).replaceAll(from, to))
    .map(line => formatEntry(JSON.parse(line) as JournalEntry))
    .join('\n');
}
