import type { AwsTarget } from '../../core/runs/backends/runTarget.ts';
import type { Assignment } from '../../core/runs/record/protocol.ts';
import type { RunDefinition } from '../../core/runs/record/runDefinition.ts';
import type { CloudPublication } from './cloudPublication.ts';
import { placePublication, required } from './placePublication.ts';
import type { Publication } from './publication.ts';
import type { PublishDeps } from './publishDeps.ts';

/** The job definitions by which AWS Batch sets secrets in tasks: they name the copies, so come later. */
export async function definitionPublication(
  deps: PublishDeps,
  { run, definitions = [] }: Assignment,
  target: AwsTarget & { readonly executionRole: string },
  copies: CloudPublication,
): Promise<Publication> {
  const { places, signal } = deps;
  const place = required(await places.definitions(target, signal));
  const put = (definition: RunDefinition) =>
    place.manager.put(
      {
        definition,
        run,
        executionRole: target.executionRole,
        copies: copies.published,
      },
      signal,
    );
  const failed = 'the job definitions could not be registered';
  return placePublication(deps, place, { all: definitions, put, failed });
}
