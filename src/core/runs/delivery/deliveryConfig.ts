import { configuredText } from '../backends/configuredValue.ts';
import type { RunTarget } from '../backends/runTarget.ts';
import type { RunId } from '../record/runId.ts';
import { fetchConfig, type FetchingPipeline } from './fetchConfig.ts';
import { type FetchSource, googleEndpoints } from './fetchScript.ts';
import type { RunDefinitions } from './runDefinitions.ts';

/** The config by which a run's tasks get their secrets; null where Nextflow's own way serves them. */
export function deliveryConfig(
  target: RunTarget,
  run: RunId,
  pipeline: FetchingPipeline,
  { byProcess }: RunDefinitions,
): string | null {
  const source = sourceOf(target, pipeline);
  return source && fetchConfig(source, run, pipeline, byProcess).text;
}

function sourceOf(target: RunTarget, { settings }: FetchingPipeline): FetchSource | null {
  switch (target.kind) {
    case 'local':
    case 'hpc':
      return null;
    case 'aws-batch': {
      const cli = configuredText(settings, 'aws', 'batch', 'cliPath') ?? 'aws';
      return { cloud: 'aws', region: target.region, cli, endpoint: null };
    }
    case 'google-batch':
      return { cloud: 'google', project: target.project, endpoints: googleEndpoints };
  }
}
