import * as l10n from '@vscode/l10n';
import type { Reference } from '../../nextflow/scan/reference.ts';
import type { ProcessBlock } from '../../nextflow/scan/scriptBlocks.ts';

/** A container of this form names a job definition of AWS Batch, which Nextflow uses as it is. */
export const jobDefinitionPrefix = 'job-definition://';

/**
 * The job definition that a container names, registered by somebody else; null where it names none.
 * Nextflow 24.10.0 changes nothing of it, so nobody can add secrets to it.
 */
export function customJobDefinition(container: string | null): string | null {
  return container?.startsWith(jobDefinitionPrefix)
    ? container.slice(jobDefinitionPrefix.length)
    : null;
}

/** The same of the process in which a reference declares a secret for its tasks. */
export function customDefinitionAt(
  { kind, place }: Reference,
  processes: readonly Pick<ProcessBlock, 'name' | 'directives'>[],
): { readonly process: string; readonly definition: string } | null {
  if (kind !== 'directive' || place.kind !== 'process') {
    return null;
  }
  const process = processes.find(({ name }) => name === place.process);
  const container = process?.directives.findLast(({ path }) => path[0] === 'container');
  const definition = customJobDefinition(container?.value ?? null);
  return definition === null ? null : { process: place.process, definition };
}

/** What that means for the secrets of a process. */
export function customDefinitionText({
  process,
  definition,
}: {
  readonly process: string;
  readonly definition: string;
}): string {
  return l10n.t(
    '{0} runs by the custom job definition {1} on AWS Batch: neither Seqera Platform nor a job definition of a run can give it secrets, only delivery by fetch',
    process,
    definition,
  );
}
