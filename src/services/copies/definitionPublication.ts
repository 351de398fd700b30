import { openDefinitions } from '../../adapters/copies/openPlace.ts';
import type { JournalFile } from '../../adapters/copies/journalFile.ts';
import type { AwsTarget } from '../../core/runs/backends/runTarget.ts';
import type { Assignment } from '../../core/runs/record/protocol.ts';
import type { RunDefinition } from '../../core/runs/record/runDefinition.ts';
import type { RunId } from '../../core/runs/record/runId.ts';
import type { CloudPublication } from './cloudPublication.ts';
import { placePublication, required } from './placePublication.ts';
import type { Publication } from './publication.ts';

/** The job definitions by which AWS Batch sets secrets in tasks: they name the copies, so come later. */
export async function definitionPublication(
  { run, definitions = [] }: Assignment,
  target: AwsTarget & { readonly executionRole: string },
  copies: CloudPublication,
  journal: JournalFile,
): Promise<Publication> {
  const signal = new AbortController().signal;
  const place = required(await openDefinitions(target, signal));
  const put = (definition: RunDefinition) =>
    place.manager.put(
      {
        definition,
        run: run as RunId,
        executionRole: target.executionRole,
        copies: copies.published,
      },
      signal,
    );
  const failed = 'the job definitions could not be registered';
  return placePublication(place, { all: definitions, put, failed }, journal);
}
