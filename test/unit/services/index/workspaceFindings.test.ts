import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type IndexedFile, indexFile } from '../../../../src/services/index/indexedFile.ts';
import {
  type ShownFindings,
  WorkspaceFindings,
} from '../../../../src/services/index/workspaceFindings.ts';
import { catalog, folder } from '../../../support/catalogs.ts';

const nothing = catalog({ user: [], workspace: [] });
const [a, b, c] = [file('a.nf', 1), file('b.nf', 3), file('c.nf', 2)];

test('findings have the place of the name in their file', () => {
  const { files } = show([file('a.nf', 2)], 10);
  const [first, second] = files.get(`${folder}/a.nf`) ?? [];
  assert.deepEqual(first?.range, { line: 1, column: 13, endLine: 1, endColumn: 16 });
  assert.equal(second?.range.line, 2);
});

test('what is missing is told only when the catalog knows', () => {
  for (const [user, workspace, count] of [
    ['loading', [], 0],
    [[], 'failed', 0],
    [[], [], 1],
    [['M_0'], 'loading', 0],
    [['M_0'], [], 0],
  ] as const) {
    const found = new WorkspaceFindings().of(a, catalog({ user, workspace }));
    assert.equal(found.length, count, JSON.stringify([user, workspace]));
  }
});

test('files are shown whole until the limit, and those that are left out are counted', () => {
  const { files, hidden } = show([a, b, c], 3);
  assert.deepEqual(names(files), ['a.nf', 'c.nf']);
  assert.deepEqual(hidden, { findings: 3, files: [b.uri] });
});

test('what is open is shown first, and past any limit', () => {
  const { files, hidden } = show([a, b, c], 2, b.uri);
  assert.deepEqual(names(files), ['b.nf']);
  assert.deepEqual(hidden, { findings: 3, files: [a.uri, c.uri] });
});

test('a file’s findings are found again only when its text or the catalog has changed', () => {
  const findings = new WorkspaceFindings();
  const first = findings.of(a, nothing);
  assert.equal(findings.of(a, nothing), first);
  assert.notEqual(findings.of(a, catalog({ user: [], workspace: [] })), first);
  assert.notEqual(findings.of(file('a.nf', 1), nothing), first);
});

/** A script with so many missing secrets. */
function file(path: string, missing: number): IndexedFile {
  const lines = Array.from({ length: missing }, (_, at) => `x = secrets.M_${at}`);
  const made = indexFile(`${folder}/${path}`, folder, lines.join('\n'));
  assert.ok(made);
  return made;
}

function show(files: readonly IndexedFile[], limit: number, ...first: string[]): ShownFindings {
  return new WorkspaceFindings().shown(files, nothing, { first: new Set(first), limit });
}

function names(files: ShownFindings['files']): readonly string[] {
  return [...files.keys()].map(uri => uri.slice(folder.length + 1));
}
