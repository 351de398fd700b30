import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameAt } from '../../../../src/core/language/nameAt.ts';
import { analyse } from '../../../../src/core/nextflow/files/analyse.ts';
import type { FileKind } from '../../../../src/core/nextflow/files/fileKind.ts';

/**
 * Where a name is completed: `|` is the caret, `«…»` what the name chosen takes the place of.
 * Each row is written where it stands in a file, with nothing closed behind the caret and with all
 * of it, as editors do that put in the second quote and bracket.
 */
const here: readonly (readonly [FileKind, string, string])[] = [
  // Properties.
  ['script', 'workflow { x = ', 'secrets.«|»'],
  ['script', 'workflow { x = ', 'secrets.«AB|C»'],
  ['script', 'workflow { x = ', 'secrets.«|ABC»'],
  ['script', 'workflow { x = ', 'secrets?.«|»'],
  ['script', 'workflow { x = ', 'this.secrets.«A|»'],
  ['script', 'workflow { x = ', "secrets['«|»"],
  ['script', 'workflow { x = ', "secrets['«A|»']"],
  ['script', 'workflow { x = ', 'secrets["«|»'],
  ['script', 'workflow { x = ', 'secrets["«|»"]'],
  ['script', 'workflow { x = ', 'secrets."«|»'],
  ['script', 'workflow { x = ', 'secrets."«A|»"'],
  ['script', 'workflow { x = ', "secrets.'«|»'"],
  ['script', 'workflow { x = ', '"a ${secrets.«|»}"'],
  ['script', 'workflow { x = ', '"a ${secrets.«|»'],
  ['script', 'workflow { x = ', '"a ${secrets[\'«|»\']}"'],
  ['script', 'workflow { x = ', '"a $secrets.«A|»"'],
  ['script', 'workflow { x = ', '"""\n a ${secrets.«|»}\n"""'],
  ['script', 'workflow { x = ', '[1].collect { secrets.«|» }'],
  ['script', 'workflow { x = ', '[1].collect { it -> secrets.«A|»'],
  ['script', 'workflow { x = ', 'f(1, secrets.«|»)'],
  ['script', 'workflow { x = ', 'secrets.A + secrets.«|»'],
  ['script', 'process P { shell:\n', "'''\n!{secrets.«|»}\n'''"],
  // Directives.
  ['script', 'process P {\n ', "secret '«|»"],
  ['script', 'process P {\n ', "secret '«|»'"],
  ['script', 'process P {\n ', "secret '«A|B»'"],
  ['script', 'process P {\n ', 'secret "«|»'],
  ['script', 'process P {\n ', 'secret "«|»"'],
  ['script', 'process P {\n ', "secret('«|»"],
  ['script', 'process P {\n ', "secret('«|»')"],
  ['script', 'process P {\n ', 'secret("«|»")'],
  ['script', 'process P {\n ', "secret 'A', '«|»'"],
  ['script', 'process P {\n ', "secret 'A', '«|»"],
  ['script', 'process P {\n ', "secret(['A', '«|»'])"],
  ['script', 'process P {\n ', "secret params.x ? '«|»' : ''"],
  ['script', 'process P {\n input: val x\n ', "secret '«|»'"],
  // Configs.
  ['config', '', "process.secret = '«|»'"],
  ['config', '', "process.secret = '«|»"],
  ['config', '', "process.secret = ['«|»']"],
  ['config', '', "process.secret = ['«|»"],
  ['config', '', 'process.secret = [\'A\', "«|»"]'],
  ['config', '', "process {\n secret = ['«|»']\n}"],
  ['config', '', "process { withName: 'ALIGN' { secret = ['«|»'] } }"],
  ['config', '', "process { withLabel: big { secret = '«|»' } }"],
  ['config', '', "profiles { test { process.secret = ['«|»'] } }"],
  ['config', '', 'params.token = secrets.«|»'],
  ['config', '', 'params.token = "${secrets.«|»}"'],
  ['config', '', "env.TOKEN = secrets['«|»']"],
];

for (const [kind, before, written] of here) {
  for (const after of ['', '\nprocess Q { }\n', '\n}\n']) {
    test(`completes ${JSON.stringify(written)} in a ${kind} before ${JSON.stringify(after)}`, () => {
      assert.equal(drawn(kind, before, written, after), written);
    });
  }
}

for (const [kind, before, written] of [
  ['script', 'workflow { x = ', 'secrets|'],
  ['script', 'workflow { x = ', 'params.|'],
  ['script', 'workflow { x = ', "'secrets.|'"],
  ['script', 'workflow { x = ', "'''secrets.|'''"],
  ['script', 'workflow { ', '// secrets.|'],
  ['script', 'workflow { ', '/* secrets.| */'],
  ['script', 'workflow { x = ', 'params.secrets.|'],
  ['script', 'workflow { def secrets = [:]; x = ', 'secrets.|'],
  ['script', 'workflow { x = ', 'secrets.A.|'],
  ['script', 'workflow { ', "secret '|'"],
  ['script', 'process P { script:\n', "'''\nsecret '|'\n'''"],
  ['script', 'process P { ', "tag '|'"],
  ['config', '', "params.secret = '|'"],
  ['config', '', "process { ext { secret = ['|'] } }"],
] as const) {
  test(`offers no name at ${JSON.stringify(before + written)} of a ${kind}`, () => {
    assert.equal(drawn(kind, before, written, ''), written);
  });
}

/** The text with the place drawn that is completed at its caret. */
function drawn(kind: FileKind, before: string, written: string, after: string): string {
  const bare = written.replaceAll(/[«»]/g, '');
  const offset = before.length + bare.indexOf('|');
  const text = before + bare.replace('|', '') + after;
  const span = nameAt(text, offset, probe => analyse(probe, kind).references);
  const typed = text.slice(before.length, text.length - after.length);
  const at = offset - before.length;
  const withCaret = `${typed.slice(0, at)}|${typed.slice(at)}`;
  if (!span) {
    return withCaret;
  }
  const start = span.start - before.length;
  const end = span.end - before.length + 1;
  return `${withCaret.slice(0, start)}«${withCaret.slice(start, end)}»${withCaret.slice(end)}`;
}
