import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseToken } from '../../../../src/core/seqera/parseToken.ts';
import { retryAfterOf } from '../../../../src/core/seqera/refusalFailure.ts';
import {
  parseEndpoint,
  platformName,
  seqeraCloud,
  tokenPage,
} from '../../../../src/core/seqera/seqeraEndpoint.ts';
import { mayChangeSecrets } from '../../../../src/core/seqera/seqeraRole.ts';
import { findWorkspace, workspacesIn } from '../../../../src/core/seqera/seqeraWorkspace.ts';

test('an address of the API is taken where a token is safe with it', () => {
  const good: Readonly<Record<string, string>> = {
    'https://api.cloud.seqera.io': seqeraCloud,
    ' https://api.cloud.seqera.io/ ': seqeraCloud,
    'https://Seqera.Example.org/api//': 'https://seqera.example.org/api',
    'https://example.org:8443/api': 'https://example.org:8443/api',
    'http://localhost:8000/api': 'http://localhost:8000/api',
    'http://127.0.0.1/api': 'http://127.0.0.1/api',
    'http://[::1]:1/api': 'http://[::1]:1/api',
  };
  for (const [text, expected] of Object.entries(good)) {
    assert.deepEqual(parseEndpoint(text), { ok: true, value: expected }, text);
  }
  const bad: Readonly<Record<string, string>> = {
    '': 'not-an-address',
    'seqera.example.org': 'not-an-address',
    'file:///etc/passwd': 'not-an-address',
    'https://example.org/api?x=1': 'not-an-address',
    'https://example.org/api#x': 'not-an-address',
    'https://ada@example.org': 'has-credentials',
    'https://:pw@example.org': 'has-credentials',
    'http://example.org/api': 'not-encrypted',
    'http://127.0.0.1.example.org/': 'not-encrypted',
    'http://localhost.example.org/': 'not-encrypted',
  };
  for (const [text, error] of Object.entries(bad)) {
    assert.deepEqual(parseEndpoint(text), { ok: false, error }, text);
  }
});

test('a Platform is called by the host of its pages, where tokens are made, too', () => {
  assert.equal(platformName(seqeraCloud), 'cloud.seqera.io');
  assert.equal(tokenPage(seqeraCloud), 'https://cloud.seqera.io/tokens');
  assert.equal(platformName('https://seqera.example.org/api'), 'seqera.example.org');
  assert.equal(platformName('nonsense'), 'nonsense');
});

test('the Platform’s own roles tell what is allowed, others do not', () => {
  for (const role of ['owner', 'admin', 'maintain']) {
    assert.equal(mayChangeSecrets([role]), true);
    assert.equal(mayChangeSecrets(['view', role]), true);
  }
  for (const role of ['launch', 'connect', 'view']) {
    assert.equal(mayChangeSecrets([role]), false);
    assert.equal(mayChangeSecrets([role, 'data-steward']), null);
  }
  assert.equal(mayChangeSecrets([]), null);
  assert.equal(mayChangeSecrets(['Owner']), null);
});

test('a token is what a header can hold', () => {
  assert.equal(parseToken('  eyJ0aWQiOiA1fS4x\n'), 'eyJ0aWQiOiA1fS4x');
  for (const text of [
    '',
    'short',
    'two words here',
    'line\nbreak-in-it',
    'ümlaut-token',
    'x'.repeat(9000),
    'nul\0nulnul',
  ]) {
    assert.equal(parseToken(text), null, text);
  }
});

test('a pause is told in seconds or as a date', () => {
  const now = Date.parse('2025-11-05T10:00:00Z');
  const of = (header: string | null) => retryAfterOf(header, now, Date.parse);
  assert.equal(of('3'), 3000);
  assert.equal(of('Wed, 05 Nov 2025 10:00:10 GMT'), 10_000);
  assert.equal(of('Wed, 05 Nov 2025 09:00:00 GMT'), 0);
  assert.equal(of('soon'), null);
  assert.equal(of(null), null);
});

test('a workspace is found by its name, or its number', () => {
  const row = { orgName: 'genomics', visibility: 'PRIVATE', roles: ['view'] };
  const listed = workspacesIn([
    { ...row, workspaceId: null, workspaceName: null, visibility: null, roles: ['member'] },
    { ...row, workspaceId: '9007199254740993', workspaceName: 'rnaseq' },
    { ...row, workspaceId: '7', workspaceName: '9007199254740993' },
  ]);
  assert.equal(listed.length, 2);
  assert.equal(findWorkspace(listed, 'genomics/rnaseq')?.id, '9007199254740993');
  assert.equal(findWorkspace(listed, '9007199254740993')?.name, 'rnaseq');
  assert.equal(findWorkspace(listed, 'rnaseq'), null);
  assert.equal(findWorkspace(listed, 'Genomics/rnaseq'), null);
});
