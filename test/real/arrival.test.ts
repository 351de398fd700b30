import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { versionOf } from '../../src/adapters/nextflow/versionOf.ts';
import { arrivalIsKnown, arrivalProblems, traitsOf } from '../../src/core/arrival/valueTraits.ts';
import { formatStore, type StoredSecret } from '../../src/core/runs/copies/storeFile.ts';
import { arrivalTable } from '../support/arrivalTable.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';

/** One task a secret, which writes down what it received; a task that fails writes nothing. */
const pipeline = `
process ARRIVE {
    tag "$name"
    errorStrategy 'ignore'
    secret { [name] }
    publishDir 'arrived', mode: 'copy'
    input: val name
    output: path "$name"
    script:
    """
    printf %s "\\\${\${name}-unset}" > $name
    """
}
workflow { ARRIVE(Channel.fromList(file('names.txt').readLines())) }
`;

/** Gives a run these secrets and tells what a task that declares each of them received. */
async function arrive(
  nextflow: string,
  secrets: readonly StoredSecret[],
): Promise<ReadonlyMap<string, string | null>> {
  const folder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-arrival-'));
  try {
    const store = join(folder, 'store.json');
    await writeFile(store, formatStore(secrets), { mode: 0o600 });
    await writeFile(join(folder, 'names.txt'), secrets.map(({ name }) => name).join('\n'));
    await writeFile(join(folder, 'main.nf'), pipeline);
    await promisify(execFile)(nextflow, ['-q', 'run', 'main.nf', '-ansi-log', 'false'], {
      cwd: folder,
      env: { ...process.env, NXF_SECRETS_FILE: store, NXF_ENABLE_SECRETS: 'true' },
    });
    return new Map(
      secrets.map(({ name }) => {
        const file = join(folder, 'arrived', name);
        return [name, existsSync(file) ? readFileSync(file, 'utf8') : null];
      }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What was claimed, as far as a task can see it. */
function visible(claim: string): 'exact' | 'fails' | 'differs' {
  if (claim === 'exact') {
    return 'exact';
  }
  return claim.includes('fails') ? 'fails' : 'differs';
}

for (const tool of ['Nextflow', 'an older Nextflow', 'a newer Nextflow'] as const) {
  test(`values arrive in tasks of ${tool} as the table claims`, async () => {
    const nextflow = requireTool(tool);
    const rows = arrivalTable.flatMap((row, index) => [
      { ...row, name: `RAW${index}`, form: 'raw' as const, claim: row.raw },
      { ...row, name: `ESCAPED${index}`, form: 'escaped' as const, claim: row.escaped },
    ]);
    const arrived = await arrive(nextflow, rows);
    const seen = rows.map(({ what, form, name, value }) => {
      const got = arrived.get(name);
      const how = got === null ? 'fails' : got === value ? 'exact' : 'differs';
      return `${what}, ${form}: ${how}`;
    });
    const version = await versionOf(nextflow);
    const known = rows.map(({ value }) => arrivalIsKnown(traitsOf(value), version));
    assert.ok(known.filter(Boolean).length > 40, String(version));
    assert.deepEqual(
      seen.filter((_, at) => known[at]),
      rows
        .filter((_, at) => known[at])
        .map(({ what, form, claim }) => `${what}, ${form}: ${visible(claim)}`),
    );
    const [dollars = ''] = seen.filter(row => row.startsWith('shell characters, escaped'));
    assert.match(dollars, tool === 'an older Nextflow' ? /fails/ : /exact/);
  });
}

test('one value with a NUL takes every secret from every task', async () => {
  const nextflow = requireTool('Nextflow');
  const arrived = await arrive(nextflow, [
    { name: 'FINE', value: 'fine', form: 'raw' },
    { name: 'NUL', value: 'a\0b', form: 'raw' },
  ]);
  assert.deepEqual([...arrived.values()], ['unset', 'unset']);
});

test('a task receives what names the secret that it declares, in any value', async t => {
  const nextflow = requireTool('Nextflow');
  const folder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-exposure-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const value = 'x OTHER=1';
  const store = join(folder, 'store.json');
  const secrets = [
    { name: 'LEAKY', value, form: 'raw' as const },
    { name: 'OTHER', value: 'fine', form: 'raw' as const },
  ];
  await writeFile(store, formatStore(secrets), { mode: 0o600 });
  await writeFile(
    join(folder, 'main.nf'),
    `process P {\n  secret 'OTHER'\n  publishDir 'out'\n  output: path 'seen'\n  script: 'env > seen'\n}\nworkflow { P() }\n`,
  );
  await promisify(execFile)(nextflow, ['-q', 'run', 'main.nf', '-ansi-log', 'false'], {
    cwd: folder,
    env: { ...process.env, NXF_SECRETS_FILE: store, NXF_ENABLE_SECRETS: 'true' },
  });
  assert.match(readFileSync(join(folder, 'out/seen'), 'utf8'), /^LEAKY=x OTHER=1$/m);
  assert.deepEqual(arrivalProblems('LEAKY', traitsOf(value, ['OTHER']), 'raw'), [
    { kind: 'leaks', into: ['OTHER'] },
  ]);
});
