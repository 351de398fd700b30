import { openDefinitions } from '../adapters/runs/cloudPlace.ts';
import type { JournalFile } from '../adapters/runs/journalFile.ts';
import { cloudReason } from '../core/runs/cloudReason.ts';
import type { RunDefinition } from '../core/runs/delivery/runDefinition.ts';
import type { Assignment } from '../core/runs/protocol.ts';
import type { RunId } from '../core/runs/runId.ts';
import type { AwsTarget } from '../core/runs/runTarget.ts';
import type { CloudPublication } from './cloudPublication.ts';
import type { Publication } from './publication.ts';
import { putAll } from './putAll.ts';

/** The job definitions by which AWS Batch sets secrets in tasks: they name the copies, so come later. */
export async function definitionPublication(
  { run, definitions = [] }: Assignment,
  target: AwsTarget & { readonly executionRole: string },
  copies: CloudPublication,
  journal: JournalFile,
): Promise<Publication> {
  const signal = new AbortController().signal;
  const place = await openDefinitions(target, signal);
  if (!place.ok) {
    throw new Error(cloudReason(place.error));
  }
  const { manager } = place.value;
  const keys = definitions.map(({ key }) => key);
  const newOf = (definition: RunDefinition) => ({
    definition,
    run: run as RunId,
    executionRole: target.executionRole,
    copies: copies.published,
  });
  return {
    manager: manager.id,
    keys,
    async publish() {
      try {
        await putAll('the job definitions could not be registered', definitions, definition =>
          manager.put(newOf(definition), signal),
        );
        await journal.append({
          kind: 'published',
          at: Date.now(),
          copies: keys.map(key => ({ manager: manager.id, key })),
        });
      } finally {
        place.value.dispose();
      }
    },
  };
}
