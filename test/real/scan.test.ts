import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { configs, directives, expressions, type Row, shadowing } from '../support/scanTable.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';

/** The tables that the scanner is held against, next to what Nextflow makes of the same text. */

const names = ['A', 'B', 'C'];
const value = (name: string): string => `value-of-${name}`;

test('Nextflow reads the same secrets in expressions', async t => {
  const tries = expressions.map(([written], at) => {
    const text = written.replace(/^!/, '');
    return `  try { R(${at}, ${text}) } catch (Throwable e) { R(${at}, '!') }`;
  });
  const printed = await printedBy(t, {
    'main.nf': `${print}\nworkflow {\n  def n = 'A'\n${tries.join('\n')}\n}\n`,
  });
  if (printed) {
    compare(expressions, at => printed.get(at));
  }
});

test('Nextflow sees the same shadows', async t => {
  const flows = shadowing.map(([written], at) => {
    const text = written.replaceAll('R(', `R(${at}, `);
    return `workflow W${at} {\n  main:\n  ${text}\n}`;
  });
  const calls = shadowing.map((_, at) => `  W${at}()`);
  const printed = await printedBy(t, {
    'main.nf': `${print}\n${flows.join('\n')}\nworkflow {\n${calls.join('\n')}\n}\n`,
  });
  if (printed) {
    compare(shadowing, at => printed.get(at));
  }
});

test('Nextflow hands tasks the same secrets', async t => {
  const processes = directives.map(
    ([written], at) =>
      `process P${at} {\n  debug true\n  ${written}\n  script:\n  """\n  for name in A B C; do printf 'R${at} %s.\\n' "\\\${!name-}"; done\n  """\n}`,
  );
  const calls = directives.map((_, at) => `  P${at}()`);
  const printed = await printedBy(t, {
    'main.nf': `params.name = 'A'\n${processes.join('\n')}\nworkflow {\n${calls.join('\n')}\n}\n`,
  });
  if (printed) {
    compare(directives, at => printed.get(at));
  }
});

test('Nextflow takes the same secrets from configs', async t => {
  const files = Object.fromEntries(configs.map(([written], at) => [`${at}.txt`, written]));
  const printed = await printedBy(t, { ...files, 'main.nf': configReader });
  if (printed) {
    compare(configs, at => printed.get(at));
  }
});

/** Prints `R<row> <what>.` for a row, on one line. */
const print = `def R(at, what) { println "R\${at} " + what.toString().replace('\\n', ' ') + '.' }`;

/** Nextflow's own parser on each config; of `withName` and `withLabel` those that select P. */
const configReader = `
workflow {
  (0..<${configs.length}).each { at ->
    def text = file("\${projectDir}/\${at}.txt").text
    def parser = new nextflow.config.ConfigParser()
    parser.registerConditionalBlock('profiles', 'standard')
    def process = parser.parse(text).process
    ['secret', 'withName:P', 'withName:P|Q', 'withLabel:!big'].each { key ->
      def found = key == 'secret' ? process.get(key) : process.get(key)?.get('secret')
      def names = found instanceof Closure ? found.call() : found
      names.each { println "R\${at} value-of-\${it}." }
    }
  }
}
`;

/** Every difference at once, so that one run shows them all. */
function compare(rows: readonly Row[], printed: (at: number) => string | undefined): void {
  const read = (text: string): string[] => names.filter(name => text.includes(value(name)));
  const seen = rows.map(([written], at) => {
    const text = printed(at) ?? '';
    return [`${text.includes('!') ? '!' : ''}${written.replace(/^!/, '')}`, ...read(text)];
  });
  // A name that only a run knows is A in every row.
  const expected = rows.map(row => row.map(part => (part === '…' ? 'A' : part)));
  assert.deepEqual(seen, expected);
}

/** What a run prints, by row; null where there is no Nextflow and the test is skipped. */
async function printedBy(
  t: TestContext,
  files: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<number, string> | null> {
  const program = requireTool('Nextflow');
  const home = await mkdtemp(join(tmpdir(), 'nextflow-secrets-scan-'));
  t.after(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(home, name), text);
  }
  const store = join(home, 'store.json');
  const secrets = names.map(name => ({ name, value: value(name) }));
  await writeFile(store, JSON.stringify(secrets), { mode: 0o600 });
  const env = { ...process.env, NXF_SECRETS_FILE: store };
  const output = await new Promise<string>(resolve => {
    const run = ['run', 'main.nf', '-ansi-log', 'false'];
    execFile(program, run, { cwd: home, env, maxBuffer: 1e8 }, (_, out, errors) => {
      resolve(out + errors);
    });
  });
  assert.doesNotMatch(output, /^ERROR/m, output);
  const printed = new Map<number, string>();
  for (const [, at, text] of output.matchAll(/^R(\d+) (.*)\.$/gm)) {
    printed.set(Number(at), `${printed.get(Number(at)) ?? ''} ${text ?? ''}`);
  }
  return printed;
}
