import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launchForms, selectionOf } from '../../../../src/core/copyAs/copiedLaunch.ts';
import { parseWords } from '../../../../src/core/runs/launch/shellWords.ts';
import { Catalog } from '../../../../src/core/secrets/catalog.ts';
import { catalogOf } from '../../../../src/core/secrets/catalogOf.ts';
import type { StoreKind } from '../../../../src/core/secrets/storeFacts.ts';
import { secretName } from '../../../support/catalogs.ts';

const launch = {
  pipeline: 'https://example.org/lab/it’s rnaseq',
  workspace: 'genomics/rnaseq',
  profiles: ['test', 'docker'],
  userSecrets: ['OWN_A', 'OWN_B'],
  workspaceSecrets: ['TEAM'],
  elsewhere: [],
};

test('each program is told the selection in its own way', () => {
  const [nextflow, tw] = launchForms(launch).map(({ text }) => {
    const words = parseWords(text);
    return words.ok ? words.value : assert.fail(text);
  });
  assert.deepEqual(nextflow, [
    ...['nextflow', 'launch', launch.pipeline, '-workspace', 'genomics/rnaseq'],
    ...['-profile', 'test,docker', '-user-secret', 'OWN_A', '-user-secret', 'OWN_B'],
    ...['-workspace-secret', 'TEAM'],
  ]);
  assert.deepEqual(tw, [
    ...['tw', 'launch', launch.pipeline, '--workspace', 'genomics/rnaseq'],
    ...['--profile', 'test,docker', '--user-secrets', 'OWN_A,OWN_B'],
    ...['--workspace-secrets', 'TEAM'],
  ]);
});

test('what has to be filled in, and what the Platform does not have yet, stand above it', () => {
  for (const { text } of launchForms({
    pipeline: null,
    workspace: null,
    profiles: [],
    userSecrets: [],
    workspaceSecrets: [],
    elsewhere: ['GONE', 'LOCAL'],
  })) {
    const lines = text.trimEnd().split('\n');
    assert.match(lines[0] ?? '', /^# PIPELINE is/);
    assert.equal(lines[1], '# Not on Seqera Platform yet: GONE, LOCAL');
    assert.match(lines[2] ?? '', /^(nextflow|tw) launch PIPELINE$/);
  }
});

test('a name is selected in the scope that wins; one that is nowhere in none', () => {
  const catalog = new Catalog([
    scope({ kind: 'user' }, 'seqera', ['BOTH', 'OWN']),
    scope({ kind: 'workspace', folder: 'file:///w' }, 'aws', ['BOTH', 'TEAM']),
  ]);
  assert.deepEqual(selectionOf(['TEAM', 'BOTH', 'OWN', 'GONE', 'OWN'], catalog), {
    userSecrets: ['BOTH', 'OWN'],
    workspaceSecrets: ['TEAM'],
    elsewhere: ['GONE', 'TEAM'],
  });
});

type Entry = Catalog['scopes'][number];

function scope(of: Entry['scope'], kind: StoreKind, names: readonly string[]): Entry {
  const [entry] = catalogOf([]).scopes;
  const records = names.map(name => ({
    name: secretName(name),
    scope: of,
    store: kind,
    createdAt: null,
    updatedAt: null,
  }));
  return {
    scope: of,
    store: { ...(entry?.store ?? assert.fail()), kind },
    state: { kind: 'loaded', records },
  };
}
