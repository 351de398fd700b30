import assert from 'node:assert/strict';
import { test } from 'node:test';
import { confirmation } from '../../../../src/core/leftovers/confirmation.ts';
import { isProvablyOver } from '../../../../src/core/leftovers/leftover.ts';
import {
  locationText,
  type SearchLocation,
  searchLocations,
} from '../../../../src/core/leftovers/searchLocation.ts';
import { type LeftoverNode, leftoverTree } from '../../../../src/core/views/leftoverTree.ts';
import { Leftovers } from '../../../../src/services/leftovers/leftovers.ts';
import { listed, MemoryMachine, MemoryPlaces } from '../../../support/memoryPlaces.ts';
import { MemoryRunHost, runRecord } from '../../../support/memoryRunHost.ts';

const day = 24 * 3_600_000;
const now = 100 * day;
const signal = new AbortController().signal;

test('job definitions stand in a row of their own, cost nothing, and go for good', async () => {
  const places = new MemoryPlaces();
  const runs = new MemoryRunHost();
  const ignore = (): void => undefined;
  const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
  const machine = new MemoryMachine();
  const leftovers = new Leftovers({ places, machine, runs, clock: () => now, log });
  const batch: SearchLocation = {
    cloud: 'aws',
    profile: null,
    region: 'eu-west-1',
    definitions: true,
  };
  const id = 'batch:123456789012:eu-west-1';
  const place = places.add(batch, id, [
    listed('tower-overoverover01-ALIGN', { createdAt: now - day }),
    listed('tower-elsewhere00001-CALL', {
      tags: { 'nextflow-secrets-run': 'elsewhere00001', 'nextflow-secrets-host': 'node7' },
    }),
    listed('tower-1k0K4WlGep8ZTM-ALIGN', {}),
  ]);
  const unseen = { exitCode: null, signal: null, detail: null };
  const state = { kind: 'ended', at: 0, outcome: 'killed', ...unseen } as const;
  const added = runs.add(runRecord({ run: 'overoverover01', state }));
  added.set({ intended: [{ manager: id, key: 'tower-overoverover01-ALIGN' }], outstanding: [] });
  added.die();

  await leftovers.search([batch], signal);
  assert.ok(leftovers.state);
  const rows = draw(leftoverTree({ ...leftovers.state, now }), '');
  assert.deepEqual(rows.slice(0, -1), [
    'AWS Batch eu-west-1  123456789012 · 3 job definitions  [cloud place]',
    '  overoverover01  yours, run has ended · 1 job definition · 1 day ago  [warning leftover]',
    '    ALIGN  yours, run has ended · 1 day ago  [package leftover]',
    '  1k0K4WlGep8ZTM  owner not known · 1 job definition  [question leftover]',
    '    ALIGN  owner not known  [package leftover]',
    '  elsewhere00001  created by Nextflow Secrets on node7 · 1 job definition  [device-desktop leftover]',
    '    CALL  created by Nextflow Secrets on node7  [package leftover]',
    'Google Cloud  not looked at, no project is known  [question unsearched]',
  ]);
  const others = leftovers.found.filter(leftover => !isProvablyOver(leftover));
  assert.match(confirmation(others).detail, /2 job definitions cannot be activated again/);
  const removal = await leftovers.remove(leftovers.found, ignore, signal);
  assert.deepEqual([removal.removed.length, removal.restorable.length], [3, 0]);
  assert.ok(
    place.calls.every(call => call.startsWith('remove ')),
    place.calls.join(),
  );
});

function draw(nodes: readonly LeftoverNode[], indent: string): readonly string[] {
  return nodes.flatMap(({ label, description, icon, kind, children }) => [
    `${indent}${label}  ${description}  [${icon} ${kind}]`,
    ...draw(children, `${indent}  `),
  ]);
}

test('places are searched where runs have been, for job definitions too', () => {
  const sources = {
    regions: ['eu-west-1'],
    definitions: false,
    projects: [],
    profile: null,
    credentialsFile: null,
  };
  const locations = (managers: readonly string[], definitions = false) =>
    searchLocations({ ...sources, managers, definitions }).map(locationText);
  assert.deepEqual(locations([]), ['AWS eu-west-1']);
  assert.deepEqual(locations(['batch:1:us-east-2', 'aws:1:us-east-2']), [
    'AWS eu-west-1',
    'AWS us-east-2',
    'AWS Batch us-east-2',
  ]);
  assert.deepEqual(locations([], true), ['AWS eu-west-1', 'AWS Batch eu-west-1']);
});
