import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isClosed, readJournal } from '../../src/core/runs/record/journal.ts';
import { until } from './until.ts';

/** Waits until every run of a state folder (`XDG_STATE_HOME`) has swept its copies. */
export async function closedRuns(state: string): Promise<void> {
  const runs = join(state, 'nextflow-secrets/runs');
  await until(() => {
    const journals = readdirSync(runs).map(
      run => readJournal(readFileSync(join(runs, run, 'journal.jsonl'), 'utf8')).entries,
    );
    return Promise.resolve(journals.length > 0 && journals.every(isClosed) ? true : null);
  }, 'the journals to be closed');
}
