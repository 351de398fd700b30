import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import {
  type RunRecord,
  runRecordSchema,
  storedRecord,
} from '../../../../../src/core/runs/record/runRecord.ts';
import { workPath } from '../../../../../src/core/runs/record/runWork.ts';
import { runRecord } from '../../../../support/memoryRunHost.ts';

const shell = { pid: 4711, startedAt: '117', host: 'cluster', pidNamespace: null };

/** What version 1 wrote of a terminal, field by field. */
const firstVersion = {
  version: 1,
  run: '1k0K4WlGep8ZTM',
  backend: 'local',
  target: { kind: 'local' },
  startedAt: 1_790_000_000_000,
  folder: '/home/ada/pipeline',
  launchFolder: '/home/ada/pipeline',
  script: '/home/ada/pipeline',
  command: ['/bin/bash'],
  profiles: [],
  test: false,
  kind: 'terminal',
  options: null,
  secrets: [{ name: 'TOKEN', scope: 'user' }],
  storeFolder: '/dev/shm/nextflow-secrets-1000/1k0K4WlGep8ZTM',
  stopTimeout: 60_000,
  state: { kind: 'running' },
  progress: { submitted: 0, completed: 0, cached: 0, failed: 0 },
  supervisor: { pid: 4710, startedAt: '116', host: 'cluster', pidNamespace: null },
  nextflow: shell,
  survivors: [],
};

test('a record of version 1 is read as what it means: a shell in a folder, tests, a script', () => {
  const terminal = read(firstVersion);
  assert.deepEqual(terminal?.work, { kind: 'terminal' });
  assert.deepEqual(terminal.process, shell);
  assert.equal(workPath(terminal.work, terminal.folder), '/home/ada/pipeline');
  assert.ok(!('script' in terminal) && !('nextflow' in terminal) && !('kind' in terminal));
  const file = '/home/ada/pipeline/tests/main.nf.test';
  assert.deepEqual(read({ ...firstVersion, kind: 'tests', script: file })?.work, {
    kind: 'tests',
    file,
  });
  const script = '/home/ada/pipeline/main.nf';
  assert.deepEqual(read({ ...firstVersion, kind: undefined, script })?.work, {
    kind: 'pipeline',
    script,
  });
  assert.equal(read({ ...firstVersion, nextflow: null })?.process, null);
});

test('what is written is read as it was, and has what version 1 needs', () => {
  const works: readonly RunRecord['work'][] = [
    { kind: 'pipeline', script: '/home/ada/pipeline/main.nf' },
    { kind: 'tests', file: '/home/ada/pipeline/tests/main.nf.test' },
    { kind: 'terminal' },
  ];
  for (const work of works) {
    const record = runRecord({ work, process: shell });
    const stored = storedRecord(record);
    assert.deepEqual(read(JSON.parse(JSON.stringify(stored))), { ...record, version: 2 });
    assert.deepEqual(
      [stored.kind, stored.script, stored.nextflow],
      [work.kind, workPath(work, record.folder), shell],
    );
  }
});

test('a kind of work that is not known yet is told by what version 1 has of it', () => {
  const stored = storedRecord(runRecord({}));
  const newer = read({ ...stored, work: { kind: 'notebook' } });
  assert.deepEqual(newer?.work, { kind: 'pipeline', script: '/home/ada/pipeline/main.nf' });
});

test('a record that does not say what it runs, or of which process, is none', () => {
  assert.equal(read({ ...firstVersion, script: undefined }), null);
  assert.equal(read({ ...firstVersion, nextflow: undefined }), null);
});

function read(json: unknown): RunRecord | null {
  const parsed = v.safeParse(runRecordSchema, json);
  return parsed.success ? parsed.output : null;
}
