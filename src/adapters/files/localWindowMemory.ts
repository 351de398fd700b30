import { randomUUID } from 'node:crypto';
import { readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import { processSchema } from '../../core/runs/record/runRecord.ts';
import type { WindowMemory } from '../../services/ports/runs/windowMemory.ts';
import { identify, isAlive, isElsewhere } from '../system/processes.ts';
import { makeFolders } from './makeFolders.ts';
import { replaceFile } from './replaceFile.ts';

/**
 * In which pauses a window that may be going is looked at, in milliseconds: one that is reloaded is
 * gone in seconds, and a server ends the extension host of a browser that crashed after 5 minutes.
 */
const retryDelays = [...Array<number>(40).fill(250), ...Array<number>(72).fill(5000)];

const keptSchema = v.object({ owner: processSchema, value: v.unknown() });

/**
 * Keeps a file for each window in a folder of their workspace. A window is its extension host: when
 * that process is gone, what it kept is for the window that comes next. Two windows of one workspace,
 * as browsers have them, leave each other's alone.
 */
export class LocalWindowMemory implements WindowMemory {
  readonly #folder: string;
  readonly #name = `${randomUUID()}.json`;
  /** One write after the other, so that the last one stays. */
  #written: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async keep(value: unknown): Promise<void> {
    const writing = this.#written.then(() => this.#write(value));
    this.#written = writing.catch(() => undefined); // Who asked for it hears of it.
    await writing;
  }

  async *inherited(signal: AbortSignal): AsyncGenerator {
    for (const pause of retryDelays) {
      let waiting = false;
      for (const name of await namesIn(this.#folder)) {
        const path = join(this.#folder, name);
        const kept = name === this.#name ? null : await read(path);
        if (kept === null) {
          continue;
        }
        if ((await isElsewhere(kept.owner)) || (await isAlive(kept.owner))) {
          waiting = true;
        } else if (await isTaken(path)) {
          yield kept.value;
        }
      }
      if (!waiting) {
        return;
      }
      await delay(pause, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) {
        return;
      }
    }
  }

  async #write(value: unknown): Promise<void> {
    await makeFolders(this.#folder, 0o777);
    const text = JSON.stringify({ owner: await identify(process.pid), value });
    await replaceFile(join(this.#folder, this.#name), text);
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter(name => name.endsWith('.json')).sort();
}

async function read(path: string): Promise<v.InferOutput<typeof keptSchema> | null> {
  try {
    const parsed = v.safeParse(keptSchema, JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** Of several windows that come at once one gets it: a file can be removed once. */
async function isTaken(path: string): Promise<boolean> {
  return unlink(path).then(
    () => true,
    () => false,
  );
}
