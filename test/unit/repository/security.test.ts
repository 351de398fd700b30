import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const text = readFileSync('SECURITY.md', 'utf8');

test('every test that SECURITY.md names is there, and tests something', () => {
  const named = [...text.matchAll(/`(test\/[^`]+)`/g)].map(([, path = '']) => path);
  assert.ok(named.length >= 15, `${named.length} tests are named`);
  for (const path of named) {
    assert.ok(existsSync(path), `${path} is not there`);
    assert.match(readFileSync(path, 'utf8'), /\btest\(/, `${path} tests nothing`);
  }
});

test('against each trouble of a run on this machine or in a cloud a test is named', () => {
  for (const trouble of [
    'a crash of the editor',
    'output of the run that shows a value',
    'a pipeline that leaks into files',
    'the state folder of a run that is deleted',
    'a network that is cut',
    'a tampered journal',
    'a run’s folder that others may write',
    'a folder above that of all runs',
    'a container that sees the folder of a run',
    'a damaged, cut or missing journal',
    'somebody else’s folder',
    'a cloud, or a program that provides credentials',
    'memory of a supervisor',
    'a lost or damaged record',
    'tasks that continue',
  ]) {
    const row = text.split('\n').find(line => line.startsWith(`| ${trouble}`));
    assert.match(row ?? '', /`test\/\S+\.test\.ts`/, trouble);
  }
});
