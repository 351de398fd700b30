import assert from 'node:assert/strict';
import type { Result } from '../../src/core/result.ts';
import { type LaunchOptions, plainOptions } from '../../src/core/runs/launch/launchOptions.ts';
import { PipelineIndex } from '../../src/services/index/pipelineIndex.ts';
import type { LaunchRequest, PipelineUses } from '../../src/services/launch/launchRequest.ts';
import { PipelineReader } from '../../src/services/launch/pipelineReader.ts';
import type { ConfigAsking, FixedConfigs } from '../../src/services/ports/runs/tools.ts';
import { MemorySource } from './memorySource.ts';

/** What Nextflow is asked of a config, and answers. */
export interface Asked {
  /** What is answered, one after the other. */
  readonly printed?: Result<string, string>[];
  /** The names in the store of each question. */
  readonly stores?: (readonly string[])[];
  /** The configs of each question, where params are given. */
  readonly fixed?: (FixedConfigs | null)[];
}

/** Answers in Nextflow's place. */
export function asking({ printed = [], stores = [], fixed = [] }: Asked): ConfigAsking {
  return {
    key: 'nextflow config',
    ask: (names, _, configs) => {
      stores.push(names);
      fixed.push(configs);
      return Promise.resolve(printed.shift() ?? assert.fail('it was asked'));
    },
  };
}

const { signal } = new AbortController();

/** What a launch of `main.nf` reads of these files, which are in the folder `/w`. */
export async function readLaunch(
  files: Readonly<Record<string, string>>,
  { options = {}, ...answers }: Asked & { readonly options?: Partial<LaunchOptions> } = {},
): Promise<PipelineUses> {
  const { reader, request } = readerOf(files);
  const work = {
    kind: 'pipeline',
    options: { ...plainOptions('/w/main.nf'), ...options },
  } as const;
  const launch = { ...request, work };
  return reader.read(launch, signal, asking(answers));
}

/** Reads what launches read of these files. */
export function readerOf(files: Readonly<Record<string, string>>): {
  readonly reader: PipelineReader;
  readonly texts: Record<string, string>;
  readonly request: LaunchRequest;
} {
  const index = new PipelineIndex();
  index.setComplete(true);
  const texts: Record<string, string> = {};
  for (const [path, text] of Object.entries(files)) {
    texts[`file:///w/${path}`] = text;
  }
  const reader = new PipelineReader({
    index,
    source: new MemorySource(texts),
    labelOf: uri => uri.slice('file:///w/'.length),
  });
  const request = {
    folder: { uri: 'file:///w', path: '/w', name: null },
    work: { kind: 'pipeline', options: plainOptions('/w/main.nf') },
    test: false,
  } as const;
  return { reader, texts, request };
}
