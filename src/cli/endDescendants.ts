import { askToEnd, descendantsOf, send } from '../adapters/system/processTree.ts';
import { programsEnded } from '../adapters/system/startedPrograms.ts';

/**
 * Ends the programs that still run for a command when all is said: one for credentials that does not
 * answer is stopped by no cloud's library, and would keep the command line from ending. Supervisors
 * lead groups of their own, and stay.
 */
export async function endDescendants(): Promise<void> {
  await programsEnded();
  if (!process.getActiveResourcesInfo().includes('ProcessWrap')) {
    return;
  }
  const descendants = () => descendantsOf([process.pid]).catch(() => []);
  const asked = await descendants();
  await askToEnd(asked);
  // Some are without their parents by now; and where one ends, a cloud's library may try the next,
  // which none can begin between these and our end.
  [...asked, ...(await descendants())].forEach(pid => send(pid, 'SIGKILL'));
  // Whatever has taken itself out of the group may hold the other end of a pipe.
  process.exit();
}
