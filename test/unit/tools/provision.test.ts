import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { test, type TestContext } from 'node:test';
import which from 'which';

/** A folder to provision in, with a PATH that has nothing but what is put there. */
function machine(t: TestContext): { home: string; put: (name: string, script: string) => void } {
  const home = mkdtempSync(join(tmpdir(), 'nextflow-secrets-provision-'));
  t.after(() => {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });
  mkdirSync(join(home, 'bin'));
  for (const program of ['bash', 'env', 'mkdir', 'touch', 'dirname', 'cat']) {
    symlinkSync(which.sync(program), join(home, 'bin', program));
  }
  return {
    home,
    put: (name, script) => {
      mkdirSync(dirname(join(home, name)), { recursive: true });
      writeFileSync(join(home, name), script, { mode: 0o755 });
    },
  };
}

/** Runs code of a tool there; `web` is what any address answers. */
function provision(home: string, tool: string, code: string, web: string): string {
  const lines = [
    `globalThis.fetch = () => ${web};`,
    `const tool = await import(${JSON.stringify(resolve('tools/provision', tool))});`,
    `console.log('= ' + (await ${code}.catch(error => error.message)));`,
  ];
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', lines.join('\n')],
    { cwd: home, encoding: 'utf8', env: { PATH: join(home, 'bin'), HOME: home } },
  );
  return `${stdout}${stderr}`.replaceAll(home, '~');
}

const unreachable = `Promise.reject(new TypeError('fetch failed'))`;
const answers = (text: string): string =>
  `Promise.resolve(new Response(${JSON.stringify(text)}, { status: 200 }))`;
const launcher = '#!/usr/bin/env bash\necho "      version ${NXF_VER:-25.04.0} build 1"\n';

test('people get their own Nextflow, else the official launcher', t => {
  const { home, put } = machine(t);
  const cached = provision(home, 'nextflow.mjs', 'tool.nextflow()', answers(launcher));
  assert.match(cached, /the official launcher, cached\n= ~\/\.cache\/nextflow\n$/);
  // From then on no network is needed.
  assert.match(
    provision(home, 'nextflow.mjs', 'tool.nextflow()', unreachable),
    /= ~\/\.cache\/nextflow\n$/,
  );
  put('bin/nextflow', launcher);
  assert.match(
    provision(home, 'nextflow.mjs', 'tool.nextflow()', unreachable),
    /= ~\/bin\/nextflow\n$/,
  );
});

test('tests get their version by the official launcher', t => {
  const { home } = machine(t);
  const said = provision(home, 'nextflow.mjs', 'tool.pinnedNextflow()', answers(launcher));
  assert.match(said, /Nextflow 24\.10\.0: ~\/\.cache\/nextflow-24\.10\.0\/nextflow\n/);
  const program = join(home, '.cache/nextflow-24.10.0/nextflow');
  const ran = spawnSync(program, ['-version'], { encoding: 'utf8' });
  assert.match(ran.stdout, /version 24\.10\.0 /);
});

test('what is no launcher is not kept, and Maven is asked', t => {
  const { home, put } = machine(t);
  put('bin/mvn', '#!/usr/bin/env bash\necho "$@" > mvn.log\n');
  const page = answers('<html>sign in to this network</html>');
  const said = provision(home, 'nextflow.mjs', 'tool.pinnedNextflow()', page);
  assert.match(said, /fetching Nextflow 24\.10\.0 with Maven/);
  assert.match(said, /= ~\/\.cache\/nextflow-24\.10\.0\/nextflow\n$/);
});

test('runs of tests read the archive of classes where their Java could make one', t => {
  const { home, put } = machine(t);
  put(
    'bin/mvn',
    '#!/usr/bin/env bash\nfor word; do [[ $word = -D* ]] && mkdir "${word#*=}"; done\n',
  );
  const java = (version: number, archives: boolean): string => `#!/usr/bin/env bash
case "$*" in
  -version) echo 'openjdk version "${version}.0.1"' >&2 ;;
  *ArchiveClassesAtExit=*)
    [[ $* =~ ArchiveClassesAtExit=([^ ]+) ]]; ${archives ? 'touch "${BASH_REMATCH[1]}"' : 'exit 1'} ;;
  *) echo "$*" ;;
esac
`;
  const archive = (): string =>
    provision(
      home,
      'nextflow.mjs',
      `tool.pinnedNextflow().then(() => tool.archiveClasses('${join(home, 'bin/java')}'))`,
      unreachable,
    );
  const words = (): string =>
    spawnSync(join(home, '.cache/nextflow-24.10.0/nextflow'), ['run', 'main.nf'], {
      encoding: 'utf8',
      env: { PATH: join(home, 'bin') },
    }).stdout;
  put('bin/java', java(17, false));
  assert.match(archive(), /without an archive: /);
  assert.doesNotMatch(words(), /SharedArchiveFile/);
  assert.match(words(), / nextflow\.cli\.Launcher run main\.nf\n$/);
  put('bin/java', java(17, true));
  assert.doesNotMatch(archive(), /without/);
  assert.match(words(), / -XX:SharedArchiveFile=\S+classes\.jsa .* nextflow\.cli\.Launcher run/);
  assert.doesNotMatch(archive(), /archiving/);
  put('bin/java', java(21, true));
  assert.match(archive(), /archiving the classes/);
});

test('a Nextflow that cannot be had is named with how to get it', t => {
  const { home } = machine(t);
  assert.match(
    provision(home, 'nextflow.mjs', 'tool.pinnedNextflow()', unreachable),
    /= Nextflow is missing: install it, or Maven to fetch it with\.\n$/,
  );
});

test('Java is taken from JAVA_HOME or the PATH where it is new enough, else named', t => {
  const { home, put } = machine(t);
  put('bin/java', '#!/usr/bin/env bash\necho \'openjdk version "11.0.1"\' >&2\n');
  const missing = /= Java 17 or newer is missing: install one and put it on the PATH\.\n$/;
  assert.match(provision(home, 'java.mjs', 'tool.java()', unreachable), missing);
  put('bin/java', '#!/usr/bin/env bash\necho \'openjdk version "21.0.1"\' >&2\n');
  assert.match(
    provision(home, 'java.mjs', 'tool.java()', unreachable),
    /Java 21: ~\/bin\/java\n= ~\/bin\/java\n$/,
  );
});

test('a browser is an installed one, else Playwright’s download, else named', t => {
  const { home, put } = machine(t);
  const cli = 'node_modules/playwright-core/cli.js';
  put(cli, 'process.exit(1);');
  assert.match(
    provision(home, 'browser.mjs', 'tool.browser()', unreachable),
    /= a browser is missing: install Chrome, Chromium or Edge, or set CHROME_PATH\.\n$/,
  );
  // What its command does, without the network.
  const module = JSON.stringify(resolve('node_modules/playwright-core/index.mjs'));
  put(
    cli,
    `const { dirname } = require('node:path');
     const { mkdirSync, writeFileSync } = require('node:fs');
     import(${module}).then(({ chromium }) => {
       if (process.argv[2] !== 'install' || process.argv[3] !== 'chromium') process.exit(1);
       mkdirSync(dirname(chromium.executablePath()), { recursive: true });
       writeFileSync(chromium.executablePath(), '');
     });`,
  );
  assert.match(
    provision(home, 'browser.mjs', 'tool.browser()', unreachable),
    /browser: Playwright's\n= ~\/\.cache\/browsers\/.+\n$/,
  );
  put('bin/chromium', '#!/usr/bin/env bash\n');
  assert.match(
    provision(home, 'browser.mjs', 'tool.browser()', unreachable),
    /= ~\/bin\/chromium\n$/,
  );
});
