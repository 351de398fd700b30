import { type PlanUse } from '../../arrival/consequence.ts';
import { customDefinitionAt } from '../../runs/backends/customJobDefinition.ts';
import { secretsSupport } from '../computeEnvironment.ts';
import { type SelectedSecret, type SeqeraPlanInput, type SeqeraWarning } from './seqeraPlan.ts';

export function seqeraWarnings(
  input: SeqeraPlanInput,
  selected: readonly SelectedSecret[],
): readonly SeqeraWarning[] {
  const { environment, source, complete, uses } = input;
  const computed = uses.filter(({ reference }) => reference.name === null).length;
  return [
    ...(environment.status === 'AVAILABLE'
      ? []
      : [{ kind: 'environment-unavailable', status: environment.status } as const]),
    ...(selected.length === 0 ? [] : secretWarnings(input, selected)),
    ...(source === null ? [] : [{ kind: 'shared-pipeline', source } as const]),
    ...gitWarnings(input),
    ...(complete ? [] : [{ kind: 'uses-unknown' } as const]),
    ...(computed === 0 ? [] : [{ kind: 'computed-names', count: computed } as const]),
  ];
}

function secretWarnings(
  { environment, details, uses, processes }: SeqeraPlanInput,
  selected: readonly SelectedSecret[],
): readonly SeqeraWarning[] {
  const support = secretsSupport(environment.platform);
  if (support !== 'supported') {
    const kind = support === 'unsupported' ? 'platform-without-secrets' : 'platform-undocumented';
    return [{ kind }];
  }
  if (!environment.platform.startsWith('aws-')) {
    return [];
  }
  const readByHeadJob = selected.filter(secret =>
    secret.uses.some(({ reference }) => reference.kind === 'property'),
  );
  const tasks = selected.some(secret =>
    secret.uses.some(({ reference }) => reference.kind !== 'property'),
  );
  const role = details?.headJobRole ?? null;
  const isBatch = environment.platform === 'aws-batch';
  return [
    ...(isBatch ? customDefinitions(uses, processes) : []),
    ...(readByHeadJob.length === 0
      ? []
      : [{ kind: 'head-reads', names: readByHeadJob.map(({ name }) => name), role } as const]),
    ...(isBatch && tasks && details !== null && details.executionRole === null
      ? [{ kind: 'no-execution-role' } as const]
      : []),
  ];
}

function customDefinitions(
  uses: readonly PlanUse[],
  processes: SeqeraPlanInput['processes'],
): readonly SeqeraWarning[] {
  const found = uses.flatMap(({ reference }) => customDefinitionAt(reference, processes) ?? []);
  const byProcess = new Map(found.map(one => [one.process, one]));
  return [...byProcess.values()].map(one => ({ kind: 'custom-job-definition', ...one }));
}

/** What is on this machine, and not where the Platform takes the code from. */
function gitWarnings({ checkout }: SeqeraPlanInput): readonly SeqeraWarning[] {
  if (checkout === null) {
    return [];
  }
  const { changed, ahead, branch, upstream, pushed } = checkout;
  return [
    ...(changed === 0 ? [] : [{ kind: 'changed-files', count: changed } as const]),
    ...(ahead !== null && ahead > 0
      ? [{ kind: 'unpushed-commits', count: ahead, branch: upstream ?? branch ?? '' } as const]
      : []),
    ...(upstream === null && !pushed ? [{ kind: 'unpushed-branch' } as const] : []),
  ];
}
