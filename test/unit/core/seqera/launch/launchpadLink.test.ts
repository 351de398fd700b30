import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launchpadLink, runPage } from '../../../../../src/core/seqera/launch/launchpadLink.ts';
import { seqeraCloud } from '../../../../../src/core/seqera/seqeraEndpoint.ts';
import { endpointOf } from '../../../../support/ids.ts';
import { emptyLaunch } from '../../../../support/seqera/emptyLaunch.ts';

const launch = {
  ...emptyLaunch,
  workDir: 's3://bucket/a b',
  profiles: ['docker', 'test'],
  paramsText: '{"input":"a&b"}',
  userSecrets: ['A', 'B'],
};
const place = { user: 'ada', workspace: 'genomics/rna seq' };

test('the launch form is filled with what was chosen, and names of secrets alone', () => {
  const link = new URL(launchpadLink(seqeraCloud, place, launch));
  assert.equal(
    `${link.origin}${link.pathname}`,
    'https://cloud.seqera.io/orgs/genomics/workspaces/rna%20seq/launch',
  );
  assert.deepEqual(Object.fromEntries(link.searchParams), {
    pipeline: launch.pipeline,
    computeEnvId: 'ce1',
    workDir: 's3://bucket/a b',
    configProfiles: 'docker,test',
    paramsText: '{"input":"a&b"}',
    userSecrets: 'A,B',
  });
});

test('an address that signs in is in no link', () => {
  const link = launchpadLink(seqeraCloud, place, {
    ...launch,
    pipeline: 'https://ada:canary@git.example.org/a/b',
  });
  assert.equal(new URL(link).searchParams.get('pipeline'), 'https://git.example.org/a/b');
  assert.ok(!link.includes('canary'));
});

test('an own workspace and an installation have pages of their own', () => {
  const endpoint = endpointOf('https://seqera.example.org/api');
  assert.match(
    launchpadLink(endpoint, { user: 'ada', workspace: null }, launch),
    /^https:\/\/seqera\.example\.org\/user\/ada\/launch\?pipeline=/,
  );
  assert.equal(
    runPage(endpoint, place, '1k0K4WlGep8ZTM'),
    'https://seqera.example.org/orgs/genomics/workspaces/rna%20seq/watch/1k0K4WlGep8ZTM',
  );
});
