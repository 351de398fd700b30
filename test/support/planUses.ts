import type { PlanUse } from '../../src/core/arrival/consequence.ts';
import type { Reference } from '../../src/core/nextflow/scan/reference.ts';

interface Details {
  readonly kind?: Reference['kind'];
  readonly use?: Reference['use'];
  /** In a process, rather than in the script around it. */
  readonly process?: string;
  /** In the text of that process' task script. */
  readonly inScript?: boolean;
  /** In the config: a selector, or null for all processes. */
  readonly selector?: string | null;
}

/** A use for a plan, by default `secrets.X` in a script: `use('KEY', 'main.nf:3')`. */
export function use(name: string | null, at: string, details: Details = {}): PlanUse {
  const { kind = 'property', use: how = 'required' } = details;
  return {
    at,
    reference: { kind, name, use: how, place: place(details), span: { start: 0, end: 0 } },
  };
}

function place({ process, inScript = false, selector }: Details): Reference['place'] {
  if (process !== undefined) {
    return { kind: 'process', process, script: inScript };
  }
  return selector === undefined ? { kind: 'script' } : { kind: 'selector', selector };
}
