import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  allProfiles,
  argumentProblems,
  commandLine,
  configArguments,
  configCommand,
  replacingConfigs,
  withConfig,
} from '../../../../../src/core/runs/launch/commandLine.ts';
import {
  plainOptions,
  rememberedBackend,
  testOptions,
  withArguments,
} from '../../../../../src/core/runs/launch/launchOptions.ts';
import { formatWords, parseWords } from '../../../../../src/core/runs/launch/shellWords.ts';
import { failureMessage } from '../../../../../src/core/words/failureMessage.ts';

const nothing = rememberedBackend(null, '/p/main.nf');
const plain = plainOptions('/p/main.nf');
const full = {
  ...plain,
  profiles: ['docker', 'test'],
  paramsFile: '/p/my params.yml',
  resume: true,
  stub: true,
  extraArguments: ['--input', 'a b.csv'],
};

test('every choice becomes Nextflow’s own option, the extra arguments last', () => {
  assert.deepEqual(commandLine('/bin/nextflow', full), [
    '/bin/nextflow',
    'run',
    '/p/main.nf',
    '-ansi-log',
    'false',
    '-profile',
    'docker,test',
    '-params-file',
    '/p/my params.yml',
    '-resume',
    '-stub-run',
    '--input',
    'a b.csv',
  ]);
});

test('a test run takes the test profile where there is one, else the stubs if all are there', () => {
  const line = (profiles: string[], hasStubs: boolean): string =>
    commandLine('nextflow', testOptions('main.nf', profiles, hasStubs, nothing))
      .slice(5)
      .join(' ');
  assert.equal(line(['docker', 'test'], true), '-profile test');
  assert.equal(line(['docker'], true), '-stub-run');
  assert.equal(line(['docker'], false), '');
});

test('a test run’s tasks run where those of the script’s last launch did', () => {
  const last = { ...full, backend: 'aws-batch', delivery: 'fetch' } as const;
  const { backend, delivery, paramsFile } = testOptions(
    full.script,
    ['test'],
    true,
    rememberedBackend(last, full.script),
  );
  assert.deepEqual([backend, delivery, paramsFile], ['aws-batch', 'fetch', null]);
  const scripts = testOptions(full.script, [], false, rememberedBackend(last, full.script));
  assert.deepEqual([scripts.backend, scripts.stub], ['aws-batch', false]);
  assert.deepEqual(rememberedBackend(last, '/p/other.nf'), nothing);
});

test('words of a command line that are options of ours become those', () => {
  const words = ['-profile', 'docker,test', '--x', '1', '-stub-run', '-c', 'my.config'];
  const { profiles, stub, extraArguments } = withArguments(plain, words);
  assert.deepEqual([profiles, stub], [['docker', 'test'], true]);
  assert.deepEqual(extraArguments, ['--x', '1', '-c', 'my.config']);
  assert.deepEqual(withArguments(full, []), full);
  assert.deepEqual(withArguments(full, ['-profile']).extraArguments.slice(-1), ['-profile']);
});

test('arguments that would break the supervision are named with what to do', () => {
  const extraArguments = ['-bg', '-ansi-log', 'true', '-with-trace', 'x.txt', '--x', '1'];
  assert.deepEqual(
    argumentProblems({ ...plain, extraArguments }).map(problem =>
      failureMessage({ kind: 'argument-refused', ...problem }),
    ),
    [
      '-bg would detach Nextflow from its supervisor. Remove it: runs continue anyway when the window closes.',
      '-ansi-log is already set, because it is used to watch the run. Remove it.',
    ],
  );
});

test('an option that was chosen in its own step cannot be given again, another can', () => {
  const extraArguments = ['-profile', 'x', '-resume', 'session'];
  assert.deepEqual(argumentProblems({ ...plain, profiles: ['y'], extraArguments }), [
    { argument: '-profile', because: 'own-step' },
  ]);
});

test('profiles of the extra arguments count as those that were chosen', () => {
  const extraArguments = ['--x', '1', '-profile', 'docker,lab'];
  assert.deepEqual(allProfiles({ ...plain, profiles: [], extraArguments }), ['docker', 'lab']);
  assert.deepEqual(allProfiles({ ...plain, profiles: ['y'], extraArguments: [] }), ['y']);
});

test('config files of the extra arguments are known, so that their references count', () => {
  const extraArguments = ['-c', 'a.config,c.config', '--x', '1', '-C', 'b.config'];
  assert.deepEqual(configArguments(extraArguments), ['a.config', 'c.config']);
  assert.deepEqual(replacingConfigs(extraArguments), ['b.config']);
});

test('a config that replaces all others stands where Nextflow takes it, and ours beside it', () => {
  const extraArguments = ['-C', 'b.config', '--x', '1'];
  const argv = commandLine('nextflow', { ...plain, extraArguments });
  assert.equal(argv.join(' '), 'nextflow -C b.config run /p/main.nf -ansi-log false --x 1');
  assert.equal(
    withConfig(argv, '/run/our.config').join(' '),
    'nextflow -C b.config -C /run/our.config run /p/main.nf -ansi-log false --x 1',
  );
  assert.deepEqual(withConfig(commandLine('nextflow', plain), 'our.config').slice(-2), [
    '-c',
    'our.config',
  ]);
  assert.equal(
    configCommand('nextflow', { ...plain, extraArguments }).join(' '),
    'nextflow -C b.config config -flat /p',
  );
});

for (const [text, words] of [
  ['', []],
  ['  --a  1\t--b\n2 ', ['--a', '1', '--b', '2']],
  [`--a 'one two' "three four"`, ['--a', 'one two', 'three four']],
  [`a'b'"c"d`, ['abcd']],
  [`'' ""`, ['', '']],
  [String.raw`a\ b "c\"d" "e\f" '\x'`, ['a b', 'c"d', String.raw`e\f`, String.raw`\x`]],
  ['$HOME *.nf `id`', ['$HOME', '*.nf', '`id`']],
] as const) {
  test(`words of ${JSON.stringify(text)}`, () => {
    assert.deepEqual(parseWords(text), { ok: true, value: words });
  });
}

for (const [text, problem] of [
  [`--a 'b`, 'open-single-quote'],
  ['--a "b', 'open-double-quote'],
  ['--a \\', 'backslash-at-end'],
] as const) {
  test(`${JSON.stringify(text)} is refused: ${problem}`, () => {
    assert.deepEqual(parseWords(text), { ok: false, error: problem });
  });
}

test('any words survive being written as a line and read again', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), words => {
      assert.deepEqual(parseWords(formatWords(words)), { ok: true, value: words });
    }),
  );
});
