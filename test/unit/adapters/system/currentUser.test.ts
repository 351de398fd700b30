import assert from 'node:assert/strict';
import { userInfo } from 'node:os';
import { test } from 'node:test';
import { currentUser } from '../../../../src/adapters/system/currentUser.ts';

test('the home of a user is what HOME says, if that is a path of its own, else what the system says', t => {
  const { HOME } = process.env;
  t.after(() => {
    process.env['HOME'] = HOME;
  });
  const own = userInfo().homedir;
  for (const [value, home] of [
    ['/some/where', '/some/where'],
    ['', own],
    ['home', own],
    ['./home', own],
    [undefined, own],
  ] as const) {
    if (value === undefined) {
      delete process.env['HOME'];
    } else {
      process.env['HOME'] = value;
    }
    assert.equal(currentUser().home, home, String(value));
  }
});
