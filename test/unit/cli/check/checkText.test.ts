import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CheckReport } from '../../../../src/cli/check/checkReport.ts';
import {
  checkLines,
  checkRemarks,
  checkText,
  githubAnnotations,
} from '../../../../src/cli/check/checkText.ts';
import { sarifLog } from '../../../../src/cli/check/sarifLog.ts';
import { assertSarif } from '../../../support/assertSarif.ts';

const place = { line: 4, column: 11, endLine: 4, endColumn: 17 };

const report: CheckReport = {
  from: '/home/ada/rna seq',
  entries: ['main.nf', 'qc.nf'],
  findings: [
    {
      ...place,
      file: 'main.nf',
      code: 'missing-secret',
      severity: 'error',
      message: 'No secret is named DB: 100% of it,\nsays Nextflow: gone.',
      name: 'DB',
      entries: ['main.nf', 'qc.nf'],
    },
    {
      ...place,
      file: 'modules/a b, c#1.nf',
      code: 'value-in-output',
      severity: 'warning',
      message: 'The value of QC is printed.',
      name: 'QC',
      entries: ['qc.nf'],
    },
  ],
  gaps: [{ file: 'main.nf', line: 12, kind: 'module', target: null, entries: ['main.nf'] }],
  unreadable: [{ file: 'x.nf', reason: 'EACCES' }],
  known: false,
};

test('for people each finding is a line with its place, and the runs where not all are meant', () => {
  assert.equal(
    checkText(report),
    `main.nf:4:11: error: No secret is named DB: 100% of it,
says Nextflow: gone. [missing-secret]
modules/a b, c#1.nf:4:11: warning: The value of QC is printed. [value-in-output] (run of qc.nf)
2 runs checked (main.nf, qc.nf): 1 error, 1 warning
`,
  );
});

test('programs read one object a line, also of what could not be followed', () => {
  const rows = checkLines(report)
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(
    rows.map(({ kind, file, name, of }) => [kind, file, name ?? of]),
    [
      ['finding', 'main.nf', 'DB'],
      ['finding', 'modules/a b, c#1.nf', 'QC'],
      ['gap', 'main.nf', 'module'],
    ],
  );
});

test('GitHub gets commands whose texts end nothing too early', () => {
  assert.equal(
    githubAnnotations(report),
    `::error file=main.nf,line=4,col=11,endLine=4,endColumn=17,title=missing-secret::No secret is named DB: 100%25 of it,%0Asays Nextflow: gone.
::warning file=modules/a b%2C c#1.nf,line=4,col=11,endLine=4,endColumn=17,title=value-in-output::The value of QC is printed.
`,
  );
});

test('what is not known is said beside the findings', () => {
  const remarks = checkRemarks(report).join('\n');
  assert.match(remarks, /cannot read x\.nf \(EACCES\)/);
  assert.match(remarks, /not known: what `main\.nf:12` includes by a computed path/);
  assert.match(remarks, /none is reported as missing/);
});

test('SARIF is as its schema says, and its places are references of URIs', () => {
  for (const some of [report, { ...report, findings: [], unreadable: [] }]) {
    assertSarif(sarifLog(some));
  }
  const [run] = sarifLog(report).runs;
  assert.deepEqual(
    run?.results?.map(({ ruleId, level, locations }) => [
      ruleId,
      level,
      locations?.[0]?.physicalLocation?.artifactLocation?.uri,
    ]),
    [
      ['missing-secret', 'error', 'main.nf'],
      ['value-in-output', 'warning', 'modules/a%20b%2C%20c%231.nf'],
    ],
  );
  assert.throws(() => {
    assertSarif({ version: '2.1.0', runs: [{}] });
  }, /required property 'tool'/);
});
