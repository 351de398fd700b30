import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

/** What no file of the project says, with why. */
const unwanted: readonly (readonly [RegExp, string])[] = [
  [/\b(TODO|FIXME|XXX)\b(?!.*no TODO)/, 'open ends belong into issues'],
  [/(?<![\w.~-])\/(home|Users|work)\/(?!ada\b|me\b|user\b|you\b)\w+/, 'a path of one machine'],
  [/\/\/registry\.|registry\.npmjs|repo1?\.maven\.org/, 'package managers know their registries'],
  [/eslint-disable|@ts-ignore|@ts-nocheck|\bas any\b/, 'the checks hold everywhere'],
  [/^(<<<<<<<|>>>>>>>) /m, 'a conflict'],
];

test('tracked files say nothing of one machine, registry or unfinished work', t => {
  if (!existsSync('.git')) {
    t.skip('not a git checkout');
    return;
  }
  const own = 'test/unit/repository/tracked.test.ts';
  const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' })
    .split('\0')
    .filter(path => path !== own && existsSync(path) && !/\.(png|ico)$/.test(path));
  const found = files.flatMap(path => {
    const text = readFileSync(path, 'utf8');
    return unwanted.flatMap(([pattern, why]) => {
      const match = pattern.exec(text);
      return match ? [`${path}: ${match[0]} (${why})`] : [];
    });
  });
  assert.deepEqual(found, []);
});
