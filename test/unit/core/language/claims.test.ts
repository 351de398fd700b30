import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findFindings } from '../../../../src/core/language/findFindings.ts';
import { misuseFinding, withParser } from '../../../../src/core/language/misuseFinding.ts';
import { analyse } from '../../../../src/core/nextflow/files/analyse.ts';
import { fileKind } from '../../../../src/core/nextflow/files/fileKind.ts';
import type { ClaimCase } from '../../../claims/claimCase.ts';
import { claimCases } from '../../../claims/claimCases.ts';
import { catalog } from '../../../support/catalogs.ts';

/** Our findings, next to what Nextflow does (`test/real/claims.test.ts` holds that column). */

const none = catalog({ user: [], workspace: [] });

for (const case_ of claimCases.filter(({ ofRun }) => ofRun === undefined)) {
  test(case_.name, () => {
    assert.deepEqual(foundIn(case_), [...case_.found].sort());
  });
}

test('an error is told of what fails, and of nothing else', () => {
  const wrong = claimCases
    .filter(({ ofRun }) => ofRun === undefined)
    .filter(case_ => {
      const errors = case_.found.filter(finding => finding.includes(' error '));
      return case_.without === 'ends' ? errors.length === 0 : errors.length > 0;
    });
  assert.deepEqual(
    wrong.map(({ name }) => name),
    [],
  );
});

function foundIn({ files }: ClaimCase): readonly string[] {
  return Object.entries(files)
    .flatMap(([path, text]) => {
      const kind = fileKind(path, text);
      const analysis = kind ? analyse(text, kind) : null;
      return [
        // Of the versions that the cases run on, some read what others refuse.
        ...withParser((analysis?.misuses ?? []).map(misuseFinding), () => null),
        ...(analysis?.references ?? []).flatMap(reference => [
          ...findFindings(reference, analysis ?? nothing, name => none.resolve(name)),
        ]),
      ];
    })
    .map(({ code, severity, name }) => `${code} ${severity} ${name}`)
    .sort();
}

const nothing = analyse('', 'script');
