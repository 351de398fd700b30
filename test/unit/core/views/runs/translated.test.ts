import assert from 'node:assert/strict';
import { test } from 'node:test';
import { config } from '@vscode/l10n';
import type { RunState } from '../../../../../src/core/runs/record/runRecord.ts';
import type { RunWork } from '../../../../../src/core/runs/record/runWork.ts';
import type { RunNode } from '../../../../../src/core/views/runs/runNode.ts';
import { bundle } from '../../../../../tools/l10n/bundle.mjs';

const states = (now: number): readonly RunState[] => [
  { kind: 'preparing' },
  { kind: 'running' },
  { kind: 'stopping', since: now, timeout: 60_000 },
  { kind: 'sweeping' },
  { kind: 'sweeping', checking: true },
  ...(['succeeded', 'failed', 'stopped', 'killed', 'lost', 'not-started'] as const).map(
    outcome =>
      ({ kind: 'ended', at: 0, outcome, exitCode: null, signal: null, detail: null }) as const,
  ),
];

const works: readonly RunWork[] = [
  { kind: 'pipeline', script: '/home/ada/pipeline/7.1' },
  { kind: 'tests', file: '/home/ada/pipeline/7.2' },
  { kind: 'terminal' },
];

test('every word of a run can be read in another language', async () => {
  // A language in which each text stands in brackets, before anything else is read.
  const texts = Object.keys(JSON.parse(bundle()) as Record<string, string>);
  config({
    contents: { ...Object.fromEntries(texts.map(text => [text, `⟦${text}⟧`])), en: 'ja' },
  });
  const { runTree } = await import('../../../../../src/core/views/runs/runTree.ts');
  const { noProgress } = await import('../../../../../src/core/runs/record/runRecord.ts');
  const { run, now, here } = await import('../../../../support/runPictures.ts');
  const tasks = { submitted: 9, completed: 3, cached: 1, failed: 2, retried: 1, aborted: 1 };
  const progress = { ...noProgress, ...tasks, processes: [{ name: '7', ...tasks }] };
  const runs = works.flatMap(work =>
    states(now).flatMap(state => {
      const record = { work, state, progress, secrets: [], folder: here.path };
      return state.kind === 'ended'
        ? [run({ record })]
        : [run({ record, live: [] }), run({ record })];
    }),
  );
  const left = new Set(
    rowsOf(runTree(runs, [here], now)).flatMap(({ label, description, spoken }) =>
      [label, description, spoken].flatMap(text => untranslated(text)),
    ),
  );
  assert.deepEqual([...left].sort(), ['.nextflow.log', 'work']);
});

function rowsOf(nodes: readonly RunNode[]): readonly RunNode[] {
  return nodes.flatMap(node => [node, ...rowsOf(node.children)]);
}

/** What of a text stands outside of the brackets, without numbers and paths. */
function untranslated(text: string): readonly string[] {
  let rest = text;
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest.replace(/⟦[^⟦⟧]*⟧/g, '·');
  }
  return rest
    .split(/[·,:\d]+/)
    .map(part => part.trim())
    .filter(part => /[a-z]/i.test(part) && !part.includes('/'));
}
