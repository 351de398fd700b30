import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  assignmentSchema,
  eventSchema,
  formatEvent,
  parseMessage,
  requestSchema,
  startedSchema,
} from '../../../../../src/core/runs/record/protocol.ts';
import { runRecord } from '../../../../support/memoryRunHost.ts';

const schemas = [assignmentSchema, eventSchema, requestSchema, startedSchema] as const;

test('any line is a message or none, and never an error', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.object().map(it => JSON.stringify(it)),
      ),
      line => {
        for (const schema of schemas) {
          parseMessage(schema, line);
        }
      },
    ),
  );
});

test('a message is one line, whatever it holds, and arrives as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(), (text, from) => {
      const line = formatEvent({ type: 'output', from, text });
      assert.equal(line.indexOf('\n'), line.length - 1);
      // A lone half of a pair has no bytes: it becomes the sign for that.
      const arrived = parseMessage(eventSchema, Buffer.from(line).toString());
      assert.deepEqual(arrived, { type: 'output', from, text });
    }),
  );
});

test('fields and types that this version does not know are passed over', () => {
  const record = { ...runRecord({}), invented: { later: true } };
  const event = JSON.stringify({ type: 'record', record, also: 1 });
  assert.equal(parseMessage(eventSchema, event)?.type, 'record');
  assert.equal(parseMessage(eventSchema, JSON.stringify({ type: 'invented' })), null);
  assert.equal(parseMessage(requestSchema, JSON.stringify({ type: 'invented' })), null);
});

test('a state of a newer version counts as running, an end of one as unseen', () => {
  const read = (state: unknown): unknown => {
    const line = JSON.stringify({ type: 'record', record: { ...runRecord({}), state } });
    const event = parseMessage(eventSchema, line);
    return event?.type === 'record' ? event.record.state : null;
  };
  assert.deepEqual(read({ kind: 'hibernating' }), { kind: 'running' });
  const end = { kind: 'ended', at: 1, exitCode: 0, signal: null, detail: null };
  assert.deepEqual(read({ ...end, outcome: 'transcended' }), { ...end, outcome: 'lost' });
});

test('a record of 0.1.0, without what came later, is read', () => {
  const { run, folder, launchFolder, command, storeFolder } = runRecord({});
  const script = '/home/ada/pipeline/main.nf';
  const first = {
    ...{ version: 1, run, backend: 'local', startedAt: 1, folder, launchFolder, script, command },
    ...{ profiles: [], test: false, secrets: [], storeFolder },
    state: { kind: 'stopping', since: 5 },
    progress: { submitted: 1, completed: 0, cached: 0, failed: 0 },
    supervisor: { pid: 7, startedAt: 'boot 1' },
    nextflow: null,
  };
  const event = parseMessage(eventSchema, JSON.stringify({ type: 'record', record: first }));
  assert.ok(event?.type === 'record');
  const { survivors, supervisor, stopTimeout, state } = event.record;
  assert.deepEqual([survivors, supervisor.host, stopTimeout], [[], null, 60_000]);
  assert.deepEqual(state, { kind: 'stopping', since: 5, timeout: null });
});
