import { hostname } from 'node:os';
import type { CloudFailure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { GoogleConnection, type GoogleTarget } from './googleConnection.ts';
import { GoogleCopyManager } from './googleCopyManager.ts';
import { GoogleSecrets } from './googleSecrets.ts';

/** A manager of copies in one project, and how its connection is let go of. */
export interface GoogleCopies {
  readonly manager: GoogleCopyManager;
  dispose(): void;
}

/** Opens the manager of copies; `location` is where the tasks run, null for everywhere. */
export async function openGoogleCopies(
  target: GoogleTarget,
  location: string | null,
  env: NodeJS.ProcessEnv,
): Promise<Result<GoogleCopies, CloudFailure>> {
  const connection = new GoogleConnection(target, env);
  const opened = await connection.open();
  if (!opened.ok) {
    return opened;
  }
  const site = { project: opened.value.project, location, host: hostname(), now: Date.now };
  return ok({
    manager: new GoogleCopyManager(new GoogleSecrets(connection), site),
    dispose: () => {
      connection.dispose();
    },
  });
}
