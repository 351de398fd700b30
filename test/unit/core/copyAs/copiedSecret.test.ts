import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { parse } from '@cdktn/hcl2json';
import { parse as parseYaml } from 'yaml';
import { type CopiedSecret, secretForms } from '../../../../src/core/copyAs/copiedSecret.ts';

const value = `a 'b' "c" $(touch /tmp/never) \\ \`d\` %`;
const own: CopiedSecret = { name: 'DB_PASSWORD', workspace: null };
const team: CopiedSecret = { name: 'DB_PASSWORD', workspace: `lab's; rm -rf "$HOME"/rnaseq` };

test('tw gets the value of the shell’s variable as one word, and the workspace as another', () => {
  const add = ['secrets', 'add', '-n', 'DB_PASSWORD', '-v', value];
  assert.deepEqual(inShell(textOf('tw', own)), add);
  assert.deepEqual(inShell(textOf('tw', team)), [...add, '-w', team.workspace]);
});

test('what is shown of the value while tw runs is said', () => {
  assert.match(textOf('tw', own), /-v can be seen in the list of this machine's processes/);
});

test('seqerakit reads the name, the workspace, and the variable of the environment', () => {
  for (const secret of [own, team]) {
    const { workspace } = secret;
    assert.deepEqual(parseYaml(textOf('seqerakit', secret)), {
      secrets: [
        {
          name: 'DB_PASSWORD',
          ...(workspace === null ? {} : { workspace }),
          value: '$DB_PASSWORD',
          on_exists: 'fail',
        },
      ],
    });
  }
});

test('Terraform reads a resource whose value is that of a sensitive variable', async () => {
  for (const secret of [own, { ...team, workspace: 'genomics/rnaseq' }]) {
    const read = (await parse('secret.tf', textOf('terraform', secret))) as Record<string, unknown>;
    assert.deepEqual(read['resource'], {
      seqera_pipeline_secret: {
        db_password: [
          { workspace_id: '${var.workspace_id}', name: 'DB_PASSWORD', value: '${var.db_password}' },
        ],
      },
    });
    assert.deepEqual((read['variable'] as Record<string, unknown>)['db_password'], [
      { type: '${string}', sensitive: true },
    ]);
  }
});

function textOf(id: string, secret: CopiedSecret): string {
  return secretForms(secret).find(form => form.id === id)?.text ?? assert.fail(id);
}

/** The words that a shell hands to `tw`. */
function inShell(text: string): readonly string[] {
  const script = `tw() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${text}`;
  const env = { ...process.env, DB_PASSWORD: value };
  return execFileSync('sh', ['-c', script], { env }).toString().split('\0').slice(0, -1);
}
