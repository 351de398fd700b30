import { writeFile } from 'node:fs/promises';
import { formatStore, heldByCloud, type StoredSecret } from '../../core/runs/copies/storeFile.ts';
import type { Assignment } from '../../core/runs/record/protocol.ts';
import type { Publication } from '../../services/copies/publication.ts';
import { makePrivateFolder } from '../files/privateFolder.ts';
import { managerOf, storeFile } from './storePlace.ts';
import { nameRun } from './storeUse.ts';

/** What only tasks of a cloud read is there by name alone: Nextflow asks for no more (24.10.0). */
function stored(secret: Assignment['secrets'][number]): StoredSecret {
  return secret.inStore !== false ? secret : { ...secret, value: heldByCloud, form: 'raw' };
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
      await writeFile(storeFile(storeFolder), formatStore(secrets.map(stored)), {
        mode: 0o600,
        flag: 'wx',
      });
    },
  };
}
