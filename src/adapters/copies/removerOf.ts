import {
  type CloudTarget,
  isCloudTarget,
  type RunTarget,
} from '../../core/runs/backends/runTarget.ts';
import { targetOf } from '../../core/runs/copies/targetOf.ts';
import { cloudRemover } from '../../services/copies/cloudRemover.ts';
import type { Remover } from '../../services/ports/copies/copyPlaces.ts';
import { readRecord } from '../runFolders/recordFile.ts';
import type { RunFolder } from '../runFolders/runFolder.ts';
import { unattendedPlaces } from './cloudPlaces.ts';
import { isGoneElsewhere, removePlace } from './ownPlaces.ts';
import { storeFolderOf } from './storePlace.ts';

/**
 * What removes copies from the place that a journal's `manager` names. The one way from such a name
 * to anything that is deleted: a name that this version does not know removes nothing. `known` is
 * what the caller knows of the run's target, whose record may be gone.
 */
export function removerOf(
  manager: string,
  folder: RunFolder,
  known: RunTarget | null = null,
): Remover {
  const [kind] = manager.split(':', 1);
  switch (kind) {
    case 'file':
      return storeRemover(manager, folder);
    case 'aws':
    case 'batch':
    case 'google':
      return cloudRemover({
        places: unattendedPlaces,
        manager,
        form: kind,
        run: folder.run,
        target: () => targetFor(manager, folder, known),
      });
    default:
      return refusing(`${manager} is not known to this version`);
  }
}

/** The copies of a store file go together, with what Nextflow wrote beside it. */
function storeRemover(manager: string, folder: RunFolder): Remover {
  const place = storeFolderOf(manager, folder.path, folder.run);
  return {
    async remove(keys) {
      const named = manager.slice('file:'.length);
      const reason =
        place !== null
          ? await removePlace(place)
          : (await isGoneElsewhere(named, folder.run))
            ? null
            : `${manager} is not a place of this run`;
      return new Map(reason === null ? [] : keys.map(key => [key, reason]));
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
  return target && isCloudTarget(target) && target.kind === named?.kind ? target : named;
}

function refusing(reason: string): Remover {
  return { remove: keys => Promise.resolve(new Map(keys.map(key => [key, reason]))) };
}
