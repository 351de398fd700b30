import * as v from 'valibot';
import { type RunId, runIdSchema } from '../../src/core/runs/record/runId.ts';
import { parseEndpoint, type SeqeraEndpoint } from '../../src/core/seqera/seqeraEndpoint.ts';

/** A run's id, which has to be one. */
export function runId(text: string): RunId {
  return v.parse(runIdSchema, text);
}

/** The address of a Platform, which has to be one. */
export function endpointOf(address: string): SeqeraEndpoint {
  const parsed = parseEndpoint(address);
  if (!parsed.ok) {
    throw new Error(`${address}: ${parsed.error}`);
  }
  return parsed.value;
}
