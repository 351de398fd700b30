import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ScriptLanguage, variableUses } from '../../../../src/core/rename/variableUses.ts';

/**
 * A text with the variable `PW` marked: `«PW»` where it surely is one, `‹PW›` where it may be, and
 * plain where it is none, or only spoken of.
 */
const rows: readonly (readonly [ScriptLanguage, string])[] = [
  // What the shell puts in.
  ['shell', 'echo $«PW»'],
  ['shell', 'echo ${«PW»}'],
  ['shell', 'echo ${#«PW»} ${«PW»:-none} ${«PW»%x} ${!«PW»}'],
  ['shell', 'echo "\\$«PW»" \\${«PW»} "\\${#«PW»}"'],
  ['shell', "bash -c 'echo $«PW»'"],
  ['shell', 'curl -u me:$«PW»@host'],
  ['shell', '# uses $«PW»'],
  // Other names.
  ['shell', 'echo $PWD $MY_PW ${PW2} $pw'],
  // Where a variable is set, named, asked for.
  ['shell', 'export «PW»'],
  ['shell', 'export A B=1 «PW»=$«PW»'],
  ['shell', '«PW»=$(echo "$«PW»" | base64 -d)'],
  ['shell', 'true; «PW»=x'],
  ['shell', 'if [ -n "$«PW»" ]; then «PW»=x; fi'],
  ['shell', 'a && «PW»+=more'],
  ['shell', '(«PW»=x)'],
  ['shell', '«PW»="a b" # set'],
  ['shell', 'local «PW»=x'],
  ['shell', 'unset «PW»'],
  ['shell', 'read -r «PW» < file'],
  ['shell', 'printenv «PW» > file'],
  ['shell', '[[ -v «PW» ]] || exit 1'],
  ['shell', 'declare -x «PW»=1'],
  // Set for one program, which reads it by this name; handed on by name; only spoken of.
  ['shell', '‹PW›=$«PW» psql -h host'],
  ['shell', "‹PW›='a b' psql"],
  ['shell', '‹PW›=$(cat x) psql'],
  ['shell', 'docker run -e ‹PW› image'],
  ['shell', 'docker run \\\n  ‹PW›=x'],
  ['shell', 'echo "‹PW› is not set"'],
  ['shell', '# PW is the password'],
  ['shell', 'x # about PW'],
  // Programs in a shell script.
  ['shell', `python3 -c 'import os; print(os.environ["«PW»"])'`],
  ['shell', `python3 -c "import os; print(os.environ.get(\\'«PW»\\'))"`],
  ['shell', `awk 'BEGIN { print ENVIRON["«PW»"] }'`],
  ['shell', "perl -e 'print $ENV{«PW»}'"],
  // Templates, where a plain dollar is Nextflow's.
  ['shell-template', 'echo \\$«PW» \\${«PW»} $PW ${PW}'],
  ['shell-template', 'export «PW»'],
  // Other interpreters, which have variables of their own.
  ['program', `import os\nPW = os.environ['«PW»']\nprint(PW)`],
  ['program', 'pw = os.environ.get("«PW»", "")'],
  ['program', 'pw = os.getenv("«PW»")'],
  ['program', 'pw <- Sys.getenv("«PW»")'],
  ['program', 'const { a } = x; f(process.env.«PW», process.env["«PW»"])'],
  ['program', 'my $PW = $ENV{«PW»}; print $ENV{"«PW»"}, $PW'],
  ['program', `ENV['«PW»'] ENV.fetch("«PW»") ENV["«PW»"]`],
  ['program', 'data$PW <- 1'],
  ['program', 'secret("‹PW›")'],
  ['program', '# PW is read from the environment'],
];

for (const [language, drawn] of rows) {
  test(`in a ${language}: ${JSON.stringify(drawn)}`, () => {
    const text = drawn.replaceAll(/[«»‹›]/g, '');
    assert.equal(draw(text, language), drawn);
  });
}

test('what is put into a string is looked at, and not changed', () => {
  const text = 'export ${PW} PW';
  assert.deepEqual(
    [...variableUses(text, { start: 13, end: text.length }, 'PW', 'shell')],
    [{ span: { start: 13, end: 15 }, sure: false }],
  );
});

test('long lines are read in time that grows with their length', () => {
  const text = `${'a=b '.repeat(50_000)}$PW ${'('.repeat(50_000)} PW=`;
  assert.equal([...variableUses(text, { start: 0, end: text.length }, 'PW', 'shell')].length, 2);
});

function draw(text: string, language: ScriptLanguage): string {
  let drawn = '';
  let at = 0;
  for (const { span, sure } of variableUses(text, { start: 0, end: text.length }, 'PW', language)) {
    const name = text.slice(span.start, span.end);
    drawn += text.slice(at, span.start) + (sure ? `«${name}»` : `‹${name}›`);
    at = span.end;
  }
  return drawn + text.slice(at);
}
