import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { writeLauncher } from '../../../tools/start/launcher.mjs';
import { machineNames } from '../../../tools/vscode/settings.mjs';
import {
  machineSettingsOf,
  makeMachine,
  makeUser,
  renewSetting,
  settingsOf,
} from '../../../tools/vscode/user.mjs';

const name = 'nextflowSecrets.nextflowPath';
const isOurs = (value: string): boolean => value.endsWith('.cache/start/bin/nextflow');

/** The settings of a user after a start that has its Nextflow in `/new`. */
function renewed(t: TestContext, text: string): string {
  const user = folder(t);
  mkdirSync(join(user, 'User'));
  writeFileSync(settingsOf(user), text);
  renewSetting(settingsOf(user), name, '/new/.cache/start/bin/nextflow', isOurs);
  return readFileSync(settingsOf(user), 'utf8');
}

test('a start names its Nextflow in the settings of an earlier one, and changes nothing else', t => {
  const own = `{
  // Mine.
  "editor.fontSize": 15,
}
`;
  assert.equal(
    renewed(t, own),
    `{
  // Mine.
  "editor.fontSize": 15,
  "${name}": "/new/.cache/start/bin/nextflow",
}
`,
  );
  for (const before of ['', '/old/.cache/start/bin/nextflow']) {
    const text = renewed(t, JSON.stringify({ [name]: before, 'editor.tabSize': 3 }));
    assert.deepEqual(JSON.parse(text), {
      [name]: '/new/.cache/start/bin/nextflow',
      'editor.tabSize': 3,
    });
  }
  const chosen = JSON.stringify({ [name]: '/opt/nextflow' });
  assert.equal(renewed(t, chosen), chosen);
  for (const empty of ['', '{}']) {
    assert.match(renewed(t, empty), /"\/new\/\.cache\/start\/bin\/nextflow"/);
  }
});

test('a new user has that Nextflow besides the settings for quiet', t => {
  const user = folder(t);
  makeUser(user, {});
  renewSetting(settingsOf(user), name, '/new/.cache/start/bin/nextflow', isOurs);
  const settings = JSON.parse(readFileSync(settingsOf(user), 'utf8')) as object;
  assert.ok(name in settings && 'workbench.startupEditor' in settings);
});

test('a server’s machine has that Nextflow, because pages take it from no user’s settings', t => {
  assert.ok(machineNames().has(name) && !machineNames().has('nextflowSecrets.userStore'));
  const user = folder(t);
  for (const runHistory of [7, 8]) {
    makeMachine(user, { runHistory });
    renewSetting(machineSettingsOf(user), name, '/new/.cache/start/bin/nextflow', isOurs);
    assert.deepEqual(JSON.parse(readFileSync(machineSettingsOf(user), 'utf8')), {
      runHistory: 7,
      [name]: '/new/.cache/start/bin/nextflow',
    });
  }
});

test('the Nextflow of a start runs in any environment, with the Java and the options of the start', async t => {
  const home = join(folder(t), "it's here");
  mkdirSync(home);
  const put = (file: string, script: string): void => {
    writeFileSync(join(home, file), `#!/bin/sh\n${script}\n`);
    chmodSync(join(home, file), 0o755);
  };
  put('nextflow', 'echo "$JAVA_CMD $NXF_HOME $NXF_VER $*"');
  put('java', 'echo \'openjdk version "21.0.1"\' >&2');
  const bin = join(home, 'bin');
  surround(t, {
    PATH: [bin, home, process.env['PATH']].join(delimiter),
    JAVA_CMD: join(home, 'java'),
    NXF_HOME: '/kept/home',
  });
  // One of an earlier start is not taken for the user's own.
  for (let start = 0; start < 2; start += 1) {
    const launcher = await writeLauncher(bin);
    assert.equal(launcher, join(bin, 'nextflow'));
    const ran = (env: NodeJS.ProcessEnv): string =>
      execFileSync(launcher, ['run', 'a b'], { env, encoding: 'utf8' }).trim();
    assert.equal(ran({}), `${home}/java /kept/home  run a b`);
    assert.equal(ran({ NXF_HOME: '/own', NXF_VER: '1' }), `${home}/java /own 1 run a b`);
    process.env['PATH'] = [bin, process.env['PATH']].join(delimiter);
  }
});

test('a Nextflow that brings its own Java needs none of the machine', async t => {
  const home = folder(t);
  writeFileSync(join(home, 'nextflow'), '#!/bin/sh\necho "version 24.10.0"\n', { mode: 0o755 });
  surround(t, { PATH: home, JAVA_CMD: undefined, JAVA_HOME: undefined, NXF_JAVA_HOME: undefined });
  const launcher = await writeLauncher(join(home, 'bin'));
  assert.ok(launcher);
  assert.doesNotMatch(readFileSync(launcher, 'utf8'), /JAVA/);
});

function folder(t: TestContext): string {
  const made = mkdtempSync(join(tmpdir(), 'nextflow-secrets-start-'));
  t.after(() => {
    rmSync(made, { recursive: true, force: true, maxRetries: 5 });
  });
  return made;
}

/** Sets variables until the test is over. */
function surround(t: TestContext, variables: NodeJS.ProcessEnv): void {
  const before = { ...process.env };
  const set = (from: NodeJS.ProcessEnv) => (variable: string) => {
    if (from[variable] === undefined) {
      Reflect.deleteProperty(process.env, variable);
    } else {
      process.env[variable] = from[variable];
    }
  };
  Object.keys(variables).forEach(set(variables));
  t.after(() => {
    Object.keys(variables).forEach(set(before));
  });
}
