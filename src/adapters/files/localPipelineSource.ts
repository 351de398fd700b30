import { open, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileUri } from '../../core/nextflow/fileUri.ts';
import type { PipelineSource } from '../../services/ports/ports.ts';

/** Nobody writes a longer script; what is longer is something else. Bytes. */
const longest = 16 * 1024 * 1024;

/** Files of pipelines on this machine, wherever links lead. */
export class LocalPipelineSource implements PipelineSource {
  readonly userConfig: string;

  constructor(env: NodeJS.ProcessEnv = process.env) {
    this.userConfig = fileUri(join(env['NXF_HOME'] ?? join(homedir(), '.nextflow'), 'config'));
  }

  async locate(uri: string): Promise<string | null> {
    try {
      const path = fileURLToPath(uri);
      const found = join(await realpath(dirname(path)), basename(path));
      return (await stat(found)).isFile() ? fileUri(found) : null;
    } catch {
      return null; // It is not there, or on no disk.
    }
  }

  async text(uri: string): Promise<string | null> {
    try {
      const path = fileURLToPath(uri);
      const { size } = await stat(path);
      if (size > longest) {
        return null;
      }
      const file = await open(path, 'r');
      try {
        return await file.readFile('utf8');
      } finally {
        await file.close();
      }
    } catch {
      return null;
    }
  }
}
