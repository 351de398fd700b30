import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';

/** Compares what a program wrote with the schema of SARIF 2.1.0. */
export function assertSarif(log: unknown): void {
  const ajv = new Ajv({ schemaId: 'auto', unknownFormats: ['uri-reference'] });
  ajv.addMetaSchema(readJson('node_modules/ajv/lib/refs/json-schema-draft-04.json'));
  const isSarif = ajv.compile(readJson('test/fixtures/sarif-schema-2.1.0.json'));
  assert.ok(isSarif(JSON.parse(JSON.stringify(log))), ajv.errorsText(isSarif.errors));
}

function readJson(path: string): object {
  return JSON.parse(readFileSync(path, 'utf8')) as object;
}
