import { writeFile } from 'node:fs/promises';
import { makePrivateFolder } from '../adapters/files/privateFolder.ts';
import { managerOf, storeFile } from '../adapters/runs/storePlace.ts';
import type { Assignment } from '../core/runs/protocol.ts';
import { formatStore } from '../core/runs/storeFile.ts';
import type { Publication } from './publication.ts';

/** The run's own store file, which `NXF_SECRETS_FILE` names, in a folder of its own. */
export function storePublication({ storeFolder, secrets }: Assignment): Publication {
  return {
    manager: managerOf(storeFolder),
    // Even without secrets there is a file of ours to remove.
    keys: secrets.length > 0 ? secrets.map(({ name }) => name) : ['secrets.json'],
    async publish() {
      await makePrivateFolder(storeFolder);
      await writeFile(storeFile(storeFolder), formatStore(secrets), { mode: 0o600, flag: 'wx' });
    },
  };
}
