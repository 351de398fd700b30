import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { bundle, localised } from '../../../tools/l10n/bundle.mjs';
import { sources } from '../../support/sources.ts';
import { unlocalised } from '../../support/unlocalised.ts';

/** Folders whose texts people read. */
const worded = [
  'src/editor',
  ...[
    ...['words', 'views', 'language', 'imports', 'leaks', 'leftovers', 'arrival', 'rename'],
    ...['runs/plan', 'runs/delivery', 'runs/launch', 'iam/roles'],
  ].map(folder => `src/core/${folder}`),
];

/** What stands in them for programs: scripts of tasks, names of characters, products and statements. */
const unread =
  /^src\/core\/(?:runs\/delivery\/fetch(?:Config|Script)|leaks\/(?:escapes\/entityOf|nextflowFiles|needles))\.ts|^src\/editor\/.*: '(?:add|update|remove) secrets'$|^src\/core\/(?:iam|leftovers)\/.*: [`'](?:Allow|Listing|Definitions|Copies|Adoption|Checks|Nextflow Secrets: .*|AWS Batch|Google \$\{location\.project\})[`']$/;

test('every text for people can be translated', () => {
  const found = worded
    .flatMap(sources)
    .flatMap(({ path, text }) =>
      unlocalised(path, text).map(one => `${path}:${one.line}: ${one.text}`),
    )
    .filter(text => !unread.test(text));
  assert.deepEqual(found, []);
});

test('comments and descriptions in what is copied and exported can be translated', () => {
  const found = ['src/core/copyAs', 'src/core/iam/documents']
    .flatMap(sources)
    .flatMap(({ text }) =>
      [...text.matchAll(/[`'"\n]#+ (?!AWS'|Google Cloud')\p{L}.*|description = "(?!\$).*/gu)].map(
        String,
      ),
    );
  assert.deepEqual(found, []);
});

test('what is translated is whole: no part of a sentence, whose order and forms differ elsewhere', () => {
  const texts = sources('src').flatMap(({ path, text }) => localised(path, text));
  assert.deepEqual([...new Set(texts)].filter(isFragment), []);
});

for (const [text, fragment] of [
  [', {0} missing', true],
  [' and in ', true],
  ['{0} missing,', true],
  ['are', true],
  ['It', true],
  ['secret is', true],
  ['secrets', true],
  ['1 secret is missing', false],
  ['{0} · there is {1}', false],
  ['Run with {0} secrets', false],
] as const) {
  test(`${fragment ? 'a part' : 'no part'} of a sentence: ${text}`, () => {
    assert.equal(isFragment(text), fragment);
  });
}

for (const [code, expected] of [
  ["void window.showInformationMessage('No secret is missing.')", ["'No secret is missing.'"]],
  ['const text = `${name} is back`;', ['`${name} is back`']],
  ["const undo = 'Undo';", ["'Undo'"]],
  ["pick(items, { title: 'sign in' })", ["'sign in'"]],
  ["const row = { description: missing ? 'missing' : '' };", ["'missing'"]],
  ["commandOf(commands.showLog, 'log')", ["'log'"]],
  ['[`-resume runs tasks of ${names} again`]', ['`-resume runs tasks of ${names} again`']],
  ["const words = ['-profile test', '--input x.csv'];", []],
  ['iconLabel`$(key) ${name} is back`', ['`$(key) ${name} is back`']],
  ["l10n.t('{0} is {1}', name, one ? 'here' : l10n.t('there'))", ["'here'"]],
  [
    "function stateWord(s: State): string { return s.ended ? 'ended' : 'live'; }",
    ["'ended'", "'live'"],
  ],
  ["const nameLine = (): string => 'missing';", []],
  ["function iconOf(s: State): string { return 'warning'; }", []],
  ["function labelKind(s: State): 'a' | 'b' { return 'a'; }", []],
  ["vscode.l10n.t('No secret is missing.')", []],
  ["const kind = row.kind === 'missing' ? 'scope' : 'use';", []],
  ["log.error('the workspace cannot be indexed', error)", []],
  ["import { one } from './A file.ts';", []],
  ["execute('workbench.action.reloadWindow')", []],
] as const) {
  test(`texts that are not translated are found: ${code}`, () => {
    assert.deepEqual(
      unlocalised('some.ts', code).map(({ text }) => text),
      expected,
    );
  });
}

test('the bundle has what the code looks up, each text by itself, in order', () => {
  const code = [
    "vscode.l10n.t('Stop the run?');",
    "l10n.t(one ? 'b' : 'c', l10n.t('It\\'s {0}', name)); // l10n.t('not this')",
    "l10n.t(`as it is`); t('no'); l10n.t(`${name} is computed`);",
  ].join('\n');
  assert.deepEqual(localised('some.ts', code), ['Stop the run?', "It's {0}", 'as it is']);
  const texts = Object.entries(JSON.parse(bundle()) as Record<string, string>);
  assert.ok(texts.length > 500, `${texts.length} texts`);
  assert.deepEqual(
    texts.filter(([text, itself]) => text !== itself),
    [],
  );
  const names = texts.map(([text]) => text);
  assert.deepEqual(names, [...names].sort());
});

test('package.json has its texts from package.nls.json, which has no other', () => {
  const manifest = readFileSync('package.json', 'utf8');
  const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
  const used = [...manifest.matchAll(/"%([\w.-]+)%"/g)].map(([, key = '']) => key);
  assert.deepEqual([...new Set(used)].sort(), Object.keys(texts).sort());
  const raw = [
    ...manifest.matchAll(
      /"(?:title|description|markdownDescription|contents|label|contextualTitle|altText)": "(?!%|Nextflow"|Seqera Platform")[^"]+"/g,
    ),
  ].map(([found]) => found);
  assert.deepEqual(raw, []);
});

/** Whether a text only makes sense within another: joined to it, a verb, a pronoun, a counted noun. */
function isFragment(text: string): boolean {
  return (
    /^[\s,;·]|[\s,;·]$/.test(text) ||
    /^(?:is|are|was|were|stays?|declares?|its|their|[Ii]t|[Tt]hem)$/.test(text) ||
    /^(?:made-up |job |more )?(?:secret|file|place|copy|copie|leftover|value|entry|entrie|reference|finding|line|run|task|second|definition)s?(?: (?:is|are|was|were|reads?|uses?))?$/.test(
      text,
    )
  );
}
