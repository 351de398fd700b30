import { readFile } from 'node:fs/promises';
import { sharedLook } from '../../services/async/sharedLook.ts';
import { ofAll, plainPs } from '../system/processes.ts';

/** A process, and the path of a store file that it was given. */
interface GivenStore {
  readonly pid: number;
  readonly path: string;
}

const variable = 'NXF_SECRETS_FILE=';

/**
 * The processes that were given a store file, by their environment; those of others are not told.
 * Nextflow hands it on to all that it starts. Who asks for many runs at once shares an answer: a
 * login node has thousands of processes.
 */
export const storesGiven: () => Promise<readonly GivenStore[]> = sharedLook(async () => {
  const environments = process.platform === 'linux' ? await environmentsOnLinux() : await listed();
  return environments.flatMap(({ pid, answer }) =>
    answer.map(entry => ({ pid, path: entry.slice(variable.length) })),
  );
});

/** Nothing else of an environment is kept. */
function givenIn(environment: readonly string[]): readonly string[] {
  return environment.filter(entry => entry.startsWith(variable));
}

async function environmentsOnLinux() {
  return ofAll(async pid => givenIn((await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0')));
}

/** As `ps` shows them; macOS shows nobody those of its own programs. */
async function listed() {
  const lines = (await plainPs(['-axEww', '-o', 'pid=,command=']).catch(() => '')).split('\n');
  return lines.map(line => {
    const [pid, ...words] = line.trim().split(/\s+/);
    return { pid: Number(pid), answer: givenIn(words) };
  });
}
