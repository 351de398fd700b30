import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isClosed, readJournal } from '../../src/core/runs/record/journal.ts';
import { unlessGone } from './filesWith.ts';
import { until } from './until.ts';

/** Waits until every run of a state folder (`XDG_STATE_HOME`) has swept its copies. */
export async function closedRuns(state: string): Promise<void> {
  const runs = join(state, 'nextflow-secrets/runs');
  await until(() => {
    // A run comes to be, and goes, while it is looked for.
    const journals = (unlessGone(() => readdirSync(runs)) ?? []).map(run =>
      unlessGone(() => readFileSync(join(runs, run, 'journal.jsonl'), 'utf8')),
    );
    const closed = journals.map(text => text !== null && isClosed(readJournal(text).entries));
    return Promise.resolve(closed.length > 0 && closed.every(Boolean) ? true : null);
  }, 'the journals to be closed');
}
