import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isTooCommon } from '../../src/core/arrival/isTooCommon.ts';
import { folded } from '../../src/core/leaks/folded.ts';
import { LeakScan } from '../../src/core/leaks/leakScan.ts';
import { Needles } from '../../src/core/leaks/needles.ts';
import { Redactor } from '../../src/core/leaks/redactor.ts';
import { print, type Writer } from '../support/printForms.ts';
import { Random } from '../support/random.ts';
import { groovy, writers } from '../support/realForms.ts';
import { Skip, test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';

/**
 * What real programs print of random values, through the redactor and the search for leaks: nothing
 * of a value passes but quoting around it and between its lines, however the text is cut, and each is
 * found. `NFS_SEED` and `NFS_CASES` choose other values.
 */

const seed = Number(process.env['NFS_SEED'] ?? 1);
const cases = Number(process.env['NFS_CASES'] ?? 3);

/** What one program or another treats in a way of its own. */
const hostile = Array.from('\'\'""\\\\$`!&<>%+=#~*?;:,.(){}[]|/^-_ \t\n');
const letters = Array.from('abcxyzABCnrtuxeE0179é€😀üñ');

/** A text is cut in two at each of so many places. */
const mostCuts = 200;
/** The first is what tells the frame of a form from the value. */
const plain = 'KwQzKwQzKwQz';
const chosen = ["it's-a-$ecret", `'say "hi" \\n & <b>%41`, ' blank at the ends and\n a line\\'];

function randomValues(count: number): readonly string[] {
  const random = new Random(seed);
  const values: string[] = [];
  while (values.length < count) {
    const length = 4 + random.below(values.length % 3 === 2 ? 120 : 28);
    const odd = 1 + random.below(4);
    const value = Array.from({ length }, () =>
      random.pick(random.below(odd + 1) === 0 ? letters : hostile),
    ).join('');
    // Of one that is hardly anything but quotes only the value as it is is known.
    if (folded(value.trim()).bytes.length >= 8 && !isTooCommon(value)) {
      values.push(value);
    }
  }
  return values;
}

const values = [plain, ...chosen, ...randomValues(cases)].map(secret => ({
  secret,
  needles: new Needles([{ name: 'V', value: secret }]),
}));

/** What programs put around a value and between its parts. */
const quoting = `(?:\\\\n|=20|['"\\\\$\\s=+()\`]|&quot;|&apos;|&#39;|%2[27B0]|%5C|%0A)`;

/** What is left of a text beside a value: the frame, without quoting. */
function frameOf(shown: string): string {
  return shown
    .replace(new RegExp(`(?:\\[secret V\\]${quoting}{0,12})+`, 'g'), '\0')
    .replace(new RegExp(`${quoting}+`, 'g'), '');
}

/** A character of base64 that a value shares with what stands beside it may stay. */
function isSame(one: string, other: string): boolean {
  const ends = (text: string): string => text.replace(/[\w/+-]{0,3}\0[\w/+-]{0,3}/g, '\0');
  return one === other || ends(one) === ends(other);
}

function redact(needles: Needles, chunks: readonly string[]): string {
  const redactor = new Redactor(needles);
  return chunks.map(chunk => redactor.push(chunk)).join('') + redactor.flush();
}

/** That a text does not give a value away; the frame is what the form has around any value. */
function holds(
  text: string,
  { secret, needles }: (typeof values)[number],
  frame: string | undefined,
): string {
  const shown = redact(needles, [text]);
  const left = frameOf(shown);
  const context = JSON.stringify({ seed, secret, text, shown });
  assert.ok(isSame(frame ?? left, left), context);
  const scan = new LeakScan(needles);
  assert.notEqual([...scan.push(text), ...scan.finish()].length, 0, context);
  assert.equal(redact(needles, Array.from(text)), shown, context);
  const most = secret === chosen[0] ? Math.min(text.length, mostCuts) : 0;
  for (let cut = 1; cut < most; cut += 1) {
    assert.equal(redact(needles, [text.slice(0, cut), text.slice(cut)]), shown, context);
  }
  return left;
}

function check(writer: Writer): void {
  const printed = print(
    writer,
    values.map(({ secret }) => secret),
  );
  if (printed === null) {
    throw new Skip(`no ${writer.words[0] ?? ''}`);
  }
  const frames = new Map<string, string>();
  for (const { form, value, text } of printed) {
    const held = values[value];
    assert.ok(held);
    const left = holds(text, held, frames.get(form));
    frames.set(form, frames.get(form) ?? left);
  }
}

for (const [program, writer] of Object.entries(writers)) {
  test(`nothing of a value that is written by ${program} passes`, () => {
    check(writer);
  });
}

test('nothing of a value that is written by Groovy passes', async t => {
  const launcher = await readFile(requireTool('Nextflow'), 'utf8');
  const starting = launcher.replace('nextflow.cli.Launcher "$@"', 'groovy.ui.GroovyMain "$@"');
  if (starting === launcher) {
    throw new Skip('only a Nextflow that `npm test` has made starts Groovy');
  }
  const folder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-groovy-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const program = join(folder, 'groovy');
  await writeFile(program, starting);
  await chmod(program, 0o755);
  check(groovy(program));
});
