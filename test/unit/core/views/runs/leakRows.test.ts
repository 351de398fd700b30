import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leakMessage } from '../../../../../src/core/leaks/leakWords.ts';
import type { RunRecord } from '../../../../../src/core/runs/record/runRecord.ts';
import { runTree } from '../../../../../src/core/views/runs/runTree.ts';
import { ended, here, now, picture, run } from '../../../../support/runPictures.ts';

const secrets = [
  { name: 'KEY', scope: 'user' as const },
  { name: 'TOKEN', scope: 'workspace' as const },
];

test('leaks are told with the first one’s place, the others below, and what was not looked at', () => {
  const range = { line: 3, column: 1, endLine: 3, endColumn: 9 };
  const leaks = {
    at: now,
    leaks: [
      {
        file: `${here.path}/tasks/7d/39/.command.sh`,
        spot: range,
        name: 'TOKEN',
        form: 'plain' as const,
      },
      { file: '/state/console.log', spot: range, name: 'KEY', form: 'redacted' as const },
      { file: `${here.path}/cache/000003.log`, spot: null, name: 'KEY', form: 'base64' as const },
    ],
    more: 2,
    files: 40,
    unseen: ['s3://bucket/work: the tasks’ folders are not on this machine'],
  };
  const record = {
    state: ended('succeeded', 0),
    secrets,
    leaks,
    tooShort: ['PIN'],
    tooCommon: ['WORD'],
  };
  const shown = picture(runTree([run({ record })], [here], now)).slice(0, 7);
  assert.deepEqual(shown, [
    'main.nf  succeeded · 5 leaks · 1 hour ago · all 2 copies removed  [pass ended]',
    '  5 leaks  TOKEN in .command.sh line 3  [eye]',
    '    TOKEN in .command.sh line 3  [eye]',
    '    KEY in the output line 3  redacted here, not where others run it  [eye]',
    '    KEY in 000003.log  in base64  [eye]',
    '    2 more like these  [eye]',
    '    Not looked at  s3://bucket/work: the tasks’ folders are not on this machine  [eye-closed]',
  ]);
  const rows = picture(runTree([run({ record })], [here], now));
  assert.ok(rows.includes('  PIN is too short to be redacted  and was not searched for  [eye]'));
  assert.ok(
    rows.includes('  WORD is too common a word to be redacted  and was not searched for  [eye]'),
  );
});

test('where values were made up, each place says so', () => {
  const leaks = {
    at: now,
    leaks: [{ file: `${here.path}/x.log`, spot: null, name: 'KEY', form: 'base64' as const }],
    more: 1,
    files: 40,
    unseen: [],
  };
  const state = ended('succeeded', 0);
  const shown = run({ record: { state, secrets, leaks, test: true, canaries: true } });
  const rows = picture(runTree([shown], [here], now));
  assert.deepEqual(rows.slice(0, 3), [
    'main.nf (canary test)  succeeded · 2 leaks of made-up values · 1 hour ago · all 2 copies removed  [pass ended]',
    '  2 leaks of made-up values  KEY in x.log  [eye]',
    '    KEY in x.log  made up, in base64  [eye]',
  ]);
  assert.ok(rows.includes('  KEY, TOKEN  made up  [key]'));
  const range = { line: 3, column: 1, endLine: 3, endColumn: 9 };
  const leak = { file: '/w/.command.log', spot: range, name: 'KEY', form: 'plain' as const };
  assert.match(
    leakMessage(leak, true),
    /^The made-up value of KEY stands here: a real one would have leaked\. /,
  );
  assert.match(leakMessage(leak, false), /^The value of KEY stands here\. /);
});

test('a run that was looked at and leaks nothing says so', () => {
  const leaks = { at: now, leaks: [], more: 0, files: 40, unseen: [] };
  const record = { state: ended('succeeded', 0), secrets, leaks };
  const shown = picture(runTree([run({ record })], [here], now));
  assert.ok(shown.includes('  No leaks  40 files searched  [shield]'));
});

test('a run that began and that nobody could search for leaks says so', () => {
  const row = '  Not searched for leaks  its supervisor was killed  [eye-closed]';
  const rows = (record: Partial<RunRecord>): readonly string[] =>
    picture(
      runTree([run({ record: { state: ended('lost', null), secrets, ...record } })], [here], now),
    );
  const process = { pid: 1, startedAt: null, host: null, pidNamespace: null };
  assert.ok(rows({ process }).includes(row));
  assert.ok(!rows({ process: null }).includes(row));
  assert.ok(!rows({ process, secrets: [] }).includes(row));
  assert.ok(!rows({ process, tooShort: ['KEY', 'TOKEN'] }).includes(row));
});
