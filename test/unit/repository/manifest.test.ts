import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { storeKinds, storeNames } from '../../../src/core/secrets/storeFacts.ts';
import { commands, contextKeys, rows, settings, views } from '../../../src/editor/ids.ts';
import { readManifest } from '../../support/manifest.ts';

const { capabilities, contributes } = readManifest();
const text = ['package.json', 'package.nls.json']
  .map(path => readFileSync(path, 'utf8'))
  .join('\n');
const sorted = (names: Iterable<string>): string[] => [...names].sort();

test('package.json contributes the commands that the code names', () => {
  const contributed = contributes.commands.map(({ command }) => command);
  assert.deepEqual(sorted(contributed), sorted(Object.values(commands)));
});

test('package.json contributes the settings that the code names', () => {
  assert.deepEqual(
    sorted(contributes.configuration.flatMap(({ properties }) => Object.keys(properties))),
    sorted(Object.values(settings)),
  );
});

/** What a folder may set though nobody trusts it: how things look, and how long they take. */
const harmless = [
  settings.clipboardTimeout,
  settings.stopTimeout,
  settings.codeLens,
  settings.findings,
];

test('a workspace that is not trusted chooses no program, folder, store or account, and removes nothing', () => {
  const ofWorkspaces = contributes.configuration
    .flatMap(({ properties }) => Object.entries(properties))
    .filter(([, { scope }]) => scope !== 'application' && scope !== 'machine')
    .map(([name]) => name);
  assert.deepEqual(
    sorted([...capabilities.untrustedWorkspaces.restrictedConfigurations, ...harmless]),
    sorted(ofWorkspaces),
  );
});

test('package.json contributes the views that the code names', () => {
  const contributed = Object.values(contributes.views).flat();
  assert.deepEqual(sorted(contributed.map(({ id }) => id)), sorted(Object.values(views)));
});

test('menus, keys, welcomes and walkthroughs name nothing that does not exist', () => {
  const known = new Set<string>(
    [commands, settings, views, contextKeys].flatMap(ids => Object.values(ids)),
  );
  // VS Code adds a command of its own to each view.
  for (const view of Object.values(views)) {
    known.add(`${view}.focus`);
  }
  const named = text.match(/\bnextflowSecrets\.[\w.]*\w/g) ?? [];
  assert.deepEqual(
    named.filter(name => !known.has(name)),
    [],
  );
});

test('menus match on rows that the trees have', () => {
  const known = new Set<string>(Object.values(rows));
  const whens = Object.values(contributes.menus)
    .flat()
    .flatMap(({ when }) => when ?? []);
  const named = whens.flatMap(when => [...when.matchAll(/viewItem == '?([\w.]+)/g)]);
  assert.deepEqual(
    named.map(([, row]) => row).filter(row => row !== undefined && !known.has(row)),
    [],
  );
});

test('every title is in title case, and shares the category', () => {
  const small = /^(a|an|and|as|at|by|for|from|in|of|on|or|the|to|with|secret|secrets)$/;
  const odd = contributes.commands.filter(({ title }) =>
    title
      .replace(/\(.*\)/, '')
      .split(/\s+/)
      .some((word, at) => /^[a-z]/.test(word) && !(at > 0 && small.test(word))),
  );
  assert.deepEqual(odd, []);
});

test('settings stand in groups, in the order of each group', () => {
  const { configuration } = contributes;
  assert.deepEqual(
    configuration.map(({ title, order }) => `${order} ${title}`),
    [
      '1 Stores',
      '2 AWS',
      '3 Google Cloud',
      '4 Seqera Platform',
      '5 Runs',
      '6 Editor',
      '7 Leftovers',
    ],
  );
  for (const { title, properties } of configuration) {
    const orders = Object.values(properties).map(({ order }) => order);
    assert.deepEqual(
      orders,
      [...orders.keys()].map(at => at + 1),
      title,
    );
  }
});

test('the stores of a setting are those that its scope can have, each under its own name', () => {
  const all = contributes.configuration.flatMap(({ properties }) => Object.entries(properties));
  const scopes = {
    [settings.userStore]: { kind: 'user' },
    [settings.workspaceStore]: { kind: 'workspace', folder: 'file:///w' },
  } as const;
  for (const [setting, scope] of Object.entries(scopes)) {
    const { enum: kinds = [], enumItemLabels: labels = [] } = new Map(all).get(setting) ?? {};
    assert.deepEqual(kinds, storeKinds(scope), setting);
    // `AWS Secrets Manager` of AWS, `Google Secret Manager` of Google Cloud.
    const first = (name: string) => name.replace(/\W.*/, '');
    assert.deepEqual(
      labels.map(first),
      kinds.map(kind => first(storeNames[kind])),
      setting,
    );
  }
});

test('the palette shows what can be done now: all launches need trust, rows’ own commands stay out', () => {
  const palette = new Map(
    (contributes.menus['commandPalette'] ?? []).map(({ command, when }) => [command, when ?? '']),
  );
  const launches = [
    commands.runPipeline,
    commands.testRun,
    commands.canaryRun,
    commands.openTerminal,
    commands.runTests,
    commands.runAgain,
    commands.resumeRun,
    commands.launchOnSeqera,
    commands.resumeSeqeraRun,
  ];
  for (const launch of launches) {
    assert.match(palette.get(launch) ?? '', /isWorkspaceTrusted/, launch);
  }
  // Everywhere they are offered, too.
  const offered = Object.entries(contributes.menus)
    .flatMap(([menu, items]) => items.map(item => ({ ...item, menu })))
    .filter(({ command }) => (launches as readonly string[]).includes(command));
  assert.deepEqual(
    offered.filter(({ when }) => !when?.includes('isWorkspaceTrusted')),
    [],
  );
  // What is there without any condition needs neither a secret, nor a run, nor a row.
  const always = Object.values(commands).filter(command => !palette.has(command));
  assert.deepEqual(
    sorted(always),
    sorted([
      commands.addSecret,
      commands.importStoreFile,
      commands.importDotenv,
      commands.refreshSecrets,
      commands.openSettings,
      commands.chooseStore,
      commands.compareStores,
      commands.chooseAwsProfile,
      commands.chooseAwsRegion,
      commands.signIn,
      commands.signInSeqera,
      commands.repairStore,
      commands.changeRunDirectory,
      commands.showRuns,
      commands.showLog,
      commands.showIamPolicies,
      commands.exportIamPolicies,
      commands.checkPermissions,
      commands.findLeftovers,
      commands.chooseLeftoverPlaces,
      commands.removeLeftovers,
      commands.dryRunLeftovers,
    ]),
  );
});

test('a title ends in … where a question follows, and only there', () => {
  const quiet = contributes.commands.filter(({ title }) => !title.endsWith('…'));
  // What these need to know their row or the window tells, and nothing is lost by them.
  const expected: readonly string[] = [
    commands.undoRemove,
    commands.copyPropertyReference,
    commands.copyDirectiveReference,
    commands.copyValue,
    commands.refreshSecrets,
    commands.openSettings,
    commands.signIn,
    commands.repairStore,
    commands.changeRunDirectory,
    commands.revealSecret,
    commands.findUses,
    commands.closeTerminal,
    commands.stopRun,
    commands.showSeqeraOutput,
    commands.cancelSeqeraRun,
    commands.resumeSeqeraRun,
    commands.openSeqeraRun,
    commands.explainSeqeraRun,
    commands.checkLaunchpad,
    commands.openLaunchpadPipeline,
    commands.refreshComparison,
    commands.showRunOutput,
    commands.openRunFolder,
    commands.sweepRun,
    commands.openTaskLog,
    commands.openWorkFolder,
    commands.openNextflowLog,
    commands.openOutput,
    commands.showRuns,
    commands.refreshRuns,
    commands.showLog,
    commands.recheckPermissions,
    commands.copyMissingPermission,
    commands.findLeftovers,
    commands.restoreLeftover,
    commands.restoreLeftovers,
    commands.dryRunLeftovers,
  ];
  assert.deepEqual(sorted(quiet.map(({ command }) => command)), sorted(expected));
});
