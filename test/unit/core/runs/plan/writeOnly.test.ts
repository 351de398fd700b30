import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findBackend } from '../../../../../src/core/runs/backends/backendFinding.ts';
import { localTarget } from '../../../../../src/core/runs/backends/runTarget.ts';
import { plainOptions } from '../../../../../src/core/runs/launch/launchOptions.ts';
import { absentLine } from '../../../../../src/core/runs/plan/plannedLine.ts';
import { planRun, selectedRecords } from '../../../../../src/core/runs/plan/planRun.ts';
import { Catalog, type ScopeEntry } from '../../../../../src/core/secrets/catalog.ts';
import { planSections } from '../../../../../src/core/views/plan/planSections.ts';
import { catalog } from '../../../../support/catalogs.ts';
import { use } from '../../../../support/planUses.ts';

test('what only a store has that gives no value back is a row, and no end of the launch', () => {
  const readable = catalog({ user: ['KEY'], workspace: ['OURS', 'OTHER'] });
  const platform = new Catalog(readable.scopes.map(onPlatform));
  const uses = [use('KEY', 'main.nf:1'), use('OURS', 'main.nf:2')];
  const choices = { added: [], withheld: [] };
  const planned = planRun({
    folder: { path: '/home/ada/pipeline', name: null },
    work: { kind: 'pipeline', options: plainOptions('/home/ada/pipeline/main.nf') },
    test: false,
    stubless: [],
    command: [],
    backend: { target: localTarget, finding: findBackend([]), deliveries: [] },
    uses,
    complete: true,
    catalog: platform,
    choices,
    traits: new Map(),
  });
  assert.deepEqual(
    planned.published.map(({ name }) => name),
    ['KEY'],
  );
  assert.deepEqual(
    planned.absent.map(secret => `${secret.name} ${absentLine(secret)}`),
    ['OURS only Seqera Platform has it'],
  );
  assert.deepEqual(planned.available, []);
  assert.deepEqual(
    selectedRecords({ uses, catalog: platform, choices }).map(({ name }) => name),
    ['KEY'],
  );
  const rows = planSections(planned).flatMap(section => section.rows);
  const row = rows.find(({ label }) => label === 'OURS');
  assert.match(row?.explanation ?? '', /^Launch on Seqera Platform, .* or also keep it in VS Code/);
});

function onPlatform(entry: ScopeEntry): ScopeEntry {
  const { scope, state } = entry;
  return scope.kind === 'user' || state.kind !== 'loaded'
    ? entry
    : {
        ...entry,
        state: { ...state, records: state.records.map(one => ({ ...one, store: 'seqera' })) },
      };
}
