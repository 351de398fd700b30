import { execFile } from 'node:child_process';
import { lstat, mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import type { Random } from './random.ts';

type Harm = (path: string) => Promise<unknown>;

/** Random damage to what lies in the folder of a run. */
export class RunDamage {
  readonly #random: Random;
  readonly #folder: RunFolder;
  readonly #precious: string;

  /** `precious` is a file elsewhere, to which links are made, and which nobody may touch. */
  constructor(random: Random, folder: RunFolder, precious: string) {
    this.#random = random;
    this.#folder = folder;
    this.#precious = precious;
  }

  /** Damages one of its files; gives which, and how. What is not there takes no harm. */
  async harm(): Promise<string> {
    const { journal, record, path } = this.#folder;
    const target = this.#random.pick([journal, journal, journal, record, `${path}/owner.1`]);
    const kinds = target.endsWith('owner.1')
      ? this.#recreate
      : { ...this.#within, ...this.#recreate };
    const kind = this.#random.pick(Object.keys(kinds));
    await kinds[kind]?.(target).catch(() => undefined);
    return `${target.slice(path.length + 1)} ${kind}`;
  }

  /** Of what is written in a file. */
  get #within(): Readonly<Record<string, Harm>> {
    return {
      'flipped bits': async path => {
        const bytes = await plainBytes(path);
        for (let count = this.#random.below(3); count >= 0 && bytes.length > 0; count -= 1) {
          const at = this.#random.below(bytes.length);
          bytes[at] = (bytes[at] ?? 0) ^ (1 << this.#random.below(8));
        }
        await writeFile(path, bytes);
      },
      cut: async path => truncate(path, this.#random.below((await plainBytes(path)).length + 1)),
      'a part taken out': async path => {
        const bytes = await plainBytes(path);
        const from = this.#random.below(bytes.length + 1);
        const to = from + this.#random.below(bytes.length - from + 1);
        await writeFile(path, Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]));
      },
    };
  }

  /** What comes in the place of a file. */
  get #recreate(): Readonly<Record<string, Harm>> {
    const instead =
      (make: Harm): Harm =>
      async path => {
        await rm(path, { recursive: true, force: true, maxRetries: 5 });
        await make(path);
      };
    return {
      deleted: instead(() => Promise.resolve()),
      'made empty': instead(path => writeFile(path, '')),
      'made noise': instead(path => writeFile(path, this.#random.bytes(300))),
      'made a folder': instead(path => mkdir(path)),
      'made a link': instead(path => symlink(this.#precious, path)),
      'made a pipe': instead(path => promisify(execFile)('mkfifo', [path])),
      'with a foreign file beside it': () =>
        writeFile(join(this.#folder.path, `foreign.${this.#random.below(100)}`), 'x'),
    };
  }
}

/** What has become a link or a pipe must not be read or written through by us. */
async function plainBytes(path: string): Promise<Buffer> {
  if (!(await lstat(path)).isFile()) {
    throw new Error(`${path} is no file`);
  }
  return readFile(path);
}
