import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { formatStore, type StoredSecret } from '../../src/core/runs/storeFile.ts';
import { arrivalTable } from '../support/arrivalTable.ts';
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
    await rm(folder, { recursive: true, force: true });
  }
}

/** What was claimed, as far as a task can see it. */
function visible(claim: string): 'exact' | 'fails' | 'differs' {
  if (claim === 'exact') {
    return 'exact';
  }
  return claim.includes('fails') ? 'fails' : 'differs';
}

test('values arrive in tasks as the table claims', async t => {
  const nextflow = requireTool(t, 'Nextflow');
  if (nextflow === null) {
    return;
  }
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
  assert.deepEqual(
    seen,
    rows.map(({ what, form, claim }) => `${what}, ${form}: ${visible(claim)}`),
  );
});

test('one value with a NUL takes every secret from every task', async t => {
  const nextflow = requireTool(t, 'Nextflow');
  if (nextflow === null) {
    return;
  }
  const arrived = await arrive(nextflow, [
    { name: 'FINE', value: 'fine', form: 'raw' },
    { name: 'NUL', value: 'a\0b', form: 'raw' },
  ]);
  assert.deepEqual([...arrived.values()], ['unset', 'unset']);
});
