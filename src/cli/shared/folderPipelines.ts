import { join, resolve } from 'node:path';
import { LocalPipelineSource } from '../../adapters/files/localPipelineSource.ts';
import { pipelineFiles, type Unreadable } from '../../adapters/files/pipelineFiles.ts';
import { fileUri } from '../../core/nextflow/fileUri.ts';
import { indexFile } from '../../services/index/indexedFile.ts';
import { PipelineIndex } from '../../services/index/pipelineIndex.ts';
import type { PipelineSource } from '../../services/ports/pipelineSource.ts';

/** The pipelines below a folder, as a window that has opened it knows them. */
export interface FolderPipelines {
  /** URI of the folder. */
  readonly folder: string;
  readonly index: PipelineIndex;
  readonly source: PipelineSource;
  readonly unreadable: readonly Unreadable[];
}

/** Reads the pipelines below a folder from disk; throws where there is no such folder. */
export function readPipelines(folder: string): FolderPipelines {
  const path = resolve(folder);
  const index = new PipelineIndex();
  const unreadable: Unreadable[] = [];
  const files = [...pipelineFiles(path, file => unreadable.push(file))];
  const uri = fileUri(path);
  index.set(
    ...files.flatMap(file => indexFile(fileUri(join(path, file.path)), uri, file.text) ?? []),
  );
  index.setComplete(true);
  return { folder: uri, index, source: new LocalPipelineSource(), unreadable };
}
