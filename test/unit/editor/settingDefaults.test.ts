import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settings } from '../../../src/editor/ids.ts';
import { settingDefaults, settingValue } from '../../../src/editor/settingDefaults.ts';
import { readManifest } from '../../support/manifest.ts';

test('the table of settings has the defaults and types of package.json', () => {
  const properties = readManifest().contributes.configuration.flatMap(group =>
    Object.entries(group.properties),
  );
  assert.deepEqual(
    Object.fromEntries(properties.map(([id, property]) => [id, property.default])),
    settingDefaults,
  );
  const kinds: Readonly<Record<string, string>> = { integer: 'number', array: 'object' };
  for (const [id, { type, default: usual }] of properties) {
    assert.equal(kinds[type] ?? type, typeof usual, id);
  }
});

test('what is of another type than the setting does not count', () => {
  assert.equal(settingValue(settings.awsRegion, 'eu-west-1'), 'eu-west-1');
  assert.equal(settingValue(settings.awsRegion, 7), undefined);
  assert.equal(settingValue(settings.awsRegion, null), undefined);
  assert.equal(settingValue(settings.stopTimeout, 5), 5);
  assert.equal(settingValue(settings.stopTimeout, '5'), undefined);
  assert.equal(settingValue(settings.codeLens, false), false);
  assert.deepEqual(settingValue(settings.leftoverRegions, ['eu-west-1', 7]), ['eu-west-1']);
  assert.equal(settingValue(settings.leftoverRegions, { 0: 'eu-west-1' }), undefined);
});
