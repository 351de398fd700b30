import { dirname } from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { TimeLimit } from '../../services/async/timeLimit.ts';
import type { RunConnection } from '../../services/ports/runs/runHost.ts';
import { isPrivateFolder } from '../files/privateFolder.ts';
import type { RunFolder } from '../runFolders/runFolder.ts';
import { ControlClient, type HelloAnswer } from './controlClient.ts';

/** A supervisor that does not say hello for so long counts as gone, in milliseconds. */
const timeout = 3000;

/** Connects to the supervisor of a run; `run-unreachable` where none answers. */
export async function connectTo(
  folder: RunFolder,
  signal: AbortSignal,
): Promise<Result<RunConnection, Failure>> {
  const { client, answer } = await askSupervisor(folder, signal);
  if (answer === 'hello' && client) {
    client.listen();
    return ok(client);
  }
  client?.dispose();
  signal.throwIfAborted();
  const silent = answer === 'silent' ? { silent: true as const } : {};
  return err({ kind: 'run-unreachable', run: folder.run, ...silent });
}

/** Connects, and waits for an answer as long as one is waited for; without a client nobody is there. */
export async function askSupervisor(
  folder: RunFolder,
  signal: AbortSignal,
): Promise<{ readonly client: ControlClient | null; readonly answer: HelloAnswer }> {
  // Elsewhere than in the run's own folder somebody else's socket might stand.
  if (!(await isPrivateFolder(dirname(folder.socket)))) {
    return { client: null, answer: 'none' };
  }
  const client = await ControlClient.open(folder);
  using limit = new TimeLimit(signal, timeout);
  return { client, answer: await client.answerBefore(limit.signal) };
}
