import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextflowSignIn } from '../../../../src/core/seqera/nextflowSignIn.ts';
import { seqeraCloud } from '../../../../src/core/seqera/seqeraEndpoint.ts';

const token = 'eyJ0aWQiOiAxMn0.c2lnbmF0dXJl';
const enterprise = 'https://seqera.example.org/api';

for (const [what, text, endpoint] of [
  ['a scope', `tower {\n  accessToken = '${token}'\n  endpoint = '${enterprise}'\n}`, enterprise],
  ['paths', `tower.accessToken = "${token}"\ntower.endpoint = '${enterprise}/'`, enterprise],
  ['no endpoint', `// by nextflow auth login\ntower.accessToken = '${token}'`, seqeraCloud],
  [
    'the last of two',
    `tower.accessToken = 'an-old-token'\ntower.accessToken = '${token}'`,
    seqeraCloud,
  ],
] as const) {
  test(`Nextflow’s sign-in is read from ${what}`, () => {
    const access = nextflowSignIn(text);
    assert.equal(access?.token.reveal(), token);
    assert.equal(access.endpoint, endpoint);
  });
}

for (const [what, text] of [
  ['nothing', ''],
  ['no token', "tower.enabled = true\ntower.endpoint = 'https://seqera.example.org/api'"],
  ['a computed token', "tower.accessToken = System.getenv('T')"],
  [
    'an endpoint that a token may not go to',
    `tower {\n accessToken = '${token}'\n endpoint = 'http://seqera.example.org/api'\n}`,
  ],
  ['no config at all', '\u0000\u0001{{{'],
] as const) {
  test(`there is no sign-in in ${what}`, () => {
    assert.equal(nextflowSignIn(text), null);
  });
}
