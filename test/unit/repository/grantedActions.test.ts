import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { actionsOf } from '../../../src/core/iam/policy.ts';
import { iamRoles } from '../../../src/core/iam/roles/iamRoles.ts';
import { sources } from '../../support/sources.ts';

/** What the documents for whoever uses this extension grant in one cloud. */
function granted(id: string): readonly string[] {
  const role = iamRoles.find(one => one.id === id) ?? assert.fail(id);
  const actions = role.forms.flatMap(({ body }) =>
    body.kind === 'permissions'
      ? body.document.Statement.flatMap(actionsOf)
      : body.kind === 'google-custom-role'
        ? body.permissions
        : [],
  );
  return [...new Set(actions)].sort();
}

/** The texts of the adapters of one cloud. */
function adapters(cloud: string): string {
  return sources(`src/adapters/${cloud}`)
    .map(({ text }) => text)
    .join('\n');
}

/** What no command does by itself: tags and roles that travel with another one. */
const implied = ['secretsmanager:TagResource', 'batch:TagResource', 'iam:PassRole'];
/** Everybody may ask who they are. */
const free = ['sts:GetCallerIdentity'];

test('every command of AWS’s SDK that the adapters use is granted by the policy documents, and no other', () => {
  const services = [
    ...readFileSync('src/adapters/aws/awsSdk.ts', 'utf8').matchAll(
      /export \{([^}]*)\} from '@aws-sdk\/client-([\w-]+)'/g,
    ),
  ];
  const used = services.flatMap(([, names = '', service = '']) =>
    [...names.matchAll(/\b(\w+)Command\b(?!Input|Output)/g)].map(
      ([, command = '']) => `${service.replaceAll('-', '')}:${command}`,
    ),
  );
  assert.ok(used.length > 10);
  const text = adapters('aws');
  for (const command of used) {
    assert.ok(text.includes(`new sdk.${command.split(':')[1] ?? ''}Command(`), command);
  }
  const needed = [...new Set([...used, ...implied])].filter(action => !free.includes(action));
  assert.deepEqual(granted('extension'), needed.sort());
});

/** The permission of each call of Google's client. */
const permissions: Readonly<Record<string, string>> = {
  listSecrets: 'secrets.list',
  getSecret: 'secrets.get',
  createSecret: 'secrets.create',
  updateSecret: 'secrets.update',
  deleteSecret: 'secrets.delete',
  addSecretVersion: 'versions.add',
  accessSecretVersion: 'versions.access',
  listSecretVersions: 'versions.list',
  disableSecretVersion: 'versions.disable',
  destroySecretVersion: 'versions.destroy',
};

test('every call of Google’s client that the adapters make is granted by the custom role, and no other', () => {
  const calls = new Set(
    [...adapters('google').matchAll(/\bclient\.(\w+Secrets?\w*)\(/g)].map(([, call = '']) => call),
  );
  assert.ok(calls.size > 5);
  const needed = [...calls].map(call => `secretmanager.${permissions[call] ?? assert.fail(call)}`);
  assert.deepEqual(granted('extension-google'), needed.sort());
});
