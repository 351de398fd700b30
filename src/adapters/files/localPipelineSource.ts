import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { longestFile } from '../../core/nextflow/files/longestFile.ts';
import { fileUri } from '../../core/nextflow/fileUri.ts';
import { type RunVariables, runVariables } from '../../core/runs/launch/givenSettings.ts';
import type { PipelineSource } from '../../services/ports/pipelineSource.ts';
import { currentUser } from '../system/currentUser.ts';
import { readPlainFile } from './plainFile.ts';

/** Files of pipelines on this machine, wherever links lead. */
export class LocalPipelineSource implements PipelineSource {
  readonly userConfig: string;
  readonly variables: RunVariables;

  constructor(env: NodeJS.ProcessEnv = process.env) {
    this.userConfig = fileUri(
      join(env['NXF_HOME'] ?? join(currentUser().home, '.nextflow'), 'config'),
    );
    this.variables = Object.fromEntries(
      runVariables.flatMap(name => (env[name] ? [[name, env[name]]] : [])),
    );
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
      return await readPlainFile(fileURLToPath(uri), longestFile);
    } catch {
      return null;
    }
  }
}
