import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import {
  formatStore,
  heldByCloud,
  saltName,
  type StoredSecret,
} from '../../core/runs/copies/storeFile.ts';
import type { Assignment } from '../../core/runs/record/protocol.ts';
import type { Publication } from '../../services/copies/publication.ts';
import { makePrivateFolder } from '../files/privateFolder.ts';
import { nameRun } from './isStoreInUse.ts';
import { managerOf, storeFile } from './storePlace.ts';

/** What only tasks of a cloud read is there by name alone: Nextflow asks for no more (24.10.0). */
function stored(secret: Assignment['secrets'][number]): StoredSecret {
  return secret.inStore !== false ? secret : { ...secret, value: heldByCloud, form: 'raw' };
}

/**
 * An entry that nobody can guess. Nextflow 25.01 and newer name a file after a hash of all values
 * without a salt, and the name stands in the work folder: it would tell who guesses a weak value right.
 */
function salt(): StoredSecret {
  return { name: saltName, value: randomBytes(16).toString('hex'), form: 'raw' };
}

/** The run's own store file, which `NXF_SECRETS_FILE` names, in a folder of its own. */
export function storePublication({ runFolder, storeFolder, secrets }: Assignment): Publication {
  return {
    manager: managerOf(storeFolder),
    // Even without secrets there is a file of ours to remove.
    keys: secrets.length > 0 ? secrets.map(({ name }) => name) : ['secrets.json'],
    async publish() {
      await makePrivateFolder(storeFolder);
      await nameRun(storeFolder, runFolder);
      const entries = secrets.length > 0 ? [...secrets.map(stored), salt()] : [];
      await writeFile(storeFile(storeFolder), formatStore(entries), { mode: 0o600, flag: 'wx' });
    },
  };
}
