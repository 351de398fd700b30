import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Copy } from '../../src/core/runs/record/journal.ts';
import { storedRecord } from '../../src/core/runs/record/runRecord.ts';
import { runRecord } from './memoryRunHost.ts';

/** A run that is over, as its folder tells of it. */
interface EndedRun {
  readonly run: string;
  readonly folder: string;
  /** The script's name in the folder. */
  readonly script: string;
  /** How long ago it has ended. */
  readonly hours: number;
  /** What it has left; of a place that this version does not know, so that it stays. */
  readonly left?: readonly Copy[];
}

/** Writes the folder of an ended run below the state folder (`XDG_STATE_HOME`) of a machine. */
export function writeEndedRun(
  state: string,
  { run, folder, script, hours, left = [] }: EndedRun,
): void {
  const place = join(state, 'nextflow-secrets/runs', run);
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const at = Date.now() - hours * 3_600_000;
  const record = runRecord({
    run,
    folder,
    launchFolder: folder,
    work: { kind: 'pipeline', script: join(folder, script) },
    startedAt: at,
    state: {
      kind: 'ended',
      at,
      outcome: 'succeeded',
      exitCode: 0,
      signal: null,
      detail: null,
    },
  });
  writeFileSync(join(place, 'run.json'), JSON.stringify(storedRecord(record)));
  const lines =
    left.length > 0 ? [{ kind: 'intended', at, copies: left }] : [{ kind: 'closed', at }];
  writeFileSync(join(place, 'journal.jsonl'), lines.map(line => JSON.stringify(line)).join('\n'));
}
