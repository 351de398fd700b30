import pMap from 'p-map';
import { type CloudTarget, isCloud, type RunTarget } from '../../core/runs/backends/runTarget.ts';
import { type KeyForm, parseCopyKey } from '../../core/runs/copies/copyKey.ts';
import { failureReason } from '../../core/words/failureMessage.ts';
import { readRecord } from '../../adapters/runFolders/recordFile.ts';
import type { RunFolder } from '../../adapters/runFolders/runFolder.ts';
import { concurrency, openDefinitions, openPlace, targetOf } from '../../adapters/copies/openPlace.ts';
import type { Remover } from '../ports/copyPorts.ts';

/** After so long without an end a removal is given up for now, in milliseconds. */
const timeout = 120_000;

/**
 * Removes a run's copies, or its job definitions, with the credentials that made them. In an account or
 * project other than the journal's nothing is removed: there, removing what is not there would
 * succeed. `known` is what the caller knows of the run's target, whose record may be gone.
 */
export function cloudRemover(
  manager: string,
  form: KeyForm,
  folder: RunFolder,
  known: RunTarget | null,
): Remover {
  return {
    async remove(keys) {
      const all = (reason: string): ReadonlyMap<string, string> =>
        new Map(keys.map(key => [key, reason]));
      const target = await targetFor(manager, folder, known);
      if (!target) {
        return all(`${manager} is not known to this version`);
      }
      const signal = AbortSignal.timeout(timeout);
      const place =
        form === 'batch' && target.kind === 'aws-batch'
          ? await openDefinitions(target, signal)
          : await openPlace(target, signal);
      if (!place.ok) {
        return all(failureReason(place.error));
      }
      const { manager: copies } = place.value;
      try {
        if (copies.id !== manager) {
          return all(`it is in ${manager}, and the credentials of now are for ${copies.id}`);
        }
        const kept = await pMap(
          keys,
          async (key): Promise<readonly [string, string] | null> => {
            if (parseCopyKey(form, key)?.run !== folder.run) {
              return [key, `${key} is nothing of this run`];
            }
            const removed = await copies.remove(key, signal);
            return removed.ok ? null : [key, failureReason(removed.error)];
          },
          { concurrency },
        );
        return new Map(kept.filter(entry => entry !== null));
      } finally {
        place.value.dispose();
      }
    },
  };
}

async function targetFor(
  manager: string,
  folder: RunFolder,
  known: RunTarget | null,
): Promise<CloudTarget | null> {
  const target = known ?? (await readRecord(folder.record))?.target;
  const named = targetOf(manager);
  return target && isCloud(target) && target.kind === named?.kind ? target : named;
}
