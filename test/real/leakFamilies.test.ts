import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import which from 'which';
import { Needles } from '../../src/core/leaks/needles.ts';
import { Redactor } from '../../src/core/leaks/redactor.ts';
import { Skip, test } from '../support/test.ts';

/** What real programs print of values, through the redactor: nothing of them is left. */

const values = [
  "it's-a-$ecret",
  'say "hi", it\'s `id` & <b>',
  'C:\\new\\tools\\"x"',
  'tab\there\nand a second line\\n',
  'é ünïcode 😀 100% of 4+4',
  "'starts and ends'",
];

/** Lines of a shell or a program that print the value in the variable V. */
const programs: Readonly<Record<string, readonly string[]>> = {
  bash: [
    'set -x; : "$V"',
    'printf "%q" "$V"',
    'echo "${V@Q}"',
    'declare -p V',
    'export | grep -A1 "declare -x V="',
    'LC_ALL=C; printf "%q" "$V"; declare -p V',
    'printf %s "$V" | base64',
    'printf %s "$V" | base64 -w 10',
    'printf %s "$V" | od -An -tx1 -v',
    'printf "user:%s" "$V" | base64',
  ],
  dash: ['set -x; : "$V"', 'export -p', 'set'],
  python3: [
    'import os; print(repr(os.environ["V"]), ascii(os.environ["V"]), os.environb[b"V"])',
    'import os, json; print(json.dumps(json.dumps({"v": os.environ["V"]})))',
    'import os, shlex; print(shlex.quote(os.environ["V"]))',
    'import os, html; print(html.escape(os.environ["V"]))',
    'import os; from xml.sax.saxutils import quoteattr; print(quoteattr(os.environ["V"]))',
    'import os; from urllib.parse import quote, quote_plus; v = os.environ["V"]; print(quote(v), quote_plus(v), quote(quote(v)))',
    'import os, csv, sys; csv.writer(sys.stdout).writerow([os.environ["V"], 1])',
    'import os, base64; print(base64.encodebytes(os.environb[b"V"]), base64.urlsafe_b64encode(os.environb[b"V"]).decode())',
    'import os; print(os.environb[b"V"].hex(), os.environb[b"V"].hex(" ").upper(), os.environb[b"V"].hex(":"))',
  ],
  node: [
    'console.log([process.env.V], process.env.V)',
    'console.log(JSON.stringify(JSON.stringify(process.env.V)), encodeURIComponent(process.env.V))',
    'console.log(new URLSearchParams({ v: process.env.V }).toString())',
    'console.log(Buffer.from(process.env.V).toString("base64url"))',
  ],
};

/** What a program may leave of a value: escapes, not letters of it. */
const telling = /starts|ends|ecret|hi|new|tools|here|second|100%|%20of|ZWNyZXQ|c2Vjb25k|6563726574/;

for (const [program, lines] of Object.entries(programs)) {
  test(`nothing of a value that ${program} prints passes`, async () => {
    const path = await which(program, { nothrow: true });
    if (path === null) {
      throw new Skip(`no ${program}`);
    }
    for (const line of lines) {
      for (const value of values) {
        const option = program === 'node' ? '-e' : '-c';
        const places = program.endsWith('sh') ? '/usr/bin:/bin' : process.env['PATH'];
        const env = { PATH: places, V: value, LANG: 'C.UTF-8' };
        const { stdout, stderr } = spawnSync(path, [option, line], {
          env,
          encoding: 'utf8',
          // Given a socket, bash takes itself for a remote shell and reads its settings.
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        const redactor = new Redactor(new Needles([{ name: 'V', value }]));
        const shown = redactor.push(stdout + stderr) + redactor.flush();
        assert.match(shown, /\[secret V\]/, `${line}: ${shown}`);
        assert.doesNotMatch(shown.replaceAll('[secret V]', ''), telling, `${line}: ${shown}`);
      }
    }
  });
}
