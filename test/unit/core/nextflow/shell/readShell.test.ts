import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readShell } from '../../../../../src/core/nextflow/shell/readShell.ts';

/** What scripts print of the variables A and B, for certain. */
const printed: Readonly<Record<string, readonly string[]>> = {
  'echo $A': ['A'],
  'echo "key: ${A}" # $B': ['A'],
  'echo $A; echo $B': ['A', 'B'],
  'echo ${A:-none}': ['A'],
  "printf '%s\\n' $A": ['A'],
  'printf "$A"': ['A'],
  'printenv A': ['A'],
  printenv: ['A', 'B'],
  env: ['A', 'B'],
  'X="-k $A"\necho $X': ['A'],
  'export X=$A Y=$B\necho $Y': ['B'],
  'X=$A\nX+=$B\necho $X': ['A', 'B'],
  'if [ -z "$B" ]; then\n  echo "$B"; exit 1\nfi\necho $A': ['A'],
  'for i in 1 2; do echo $B; done\necho $A': ['A'],
  'set -eu\necho \\\n  $A': ['A'],
  'echo $A && echo $B': ['A'],
  '#!/bin/bash -ue\necho $A': ['A'],
  '#!/usr/bin/env bash\necho $A': ['A'],
  'x=$(date "+%s")\necho $A': ['A'],
  'echo $A 2> log': ['A'],
  'curl -H "x: $B" -o o x\necho $A': ['A'],
  'echo $A\ncat <<EOF\n$B\nEOF': ['A'],

  "echo '$A'": [],
  'echo \\$A "\\$A"': [],
  'echo ${#A} ${A:+set} ${A:0:2} ${A%x} ${!A}': [],
  'echo $A | wc -c': [],
  'echo $A > o; echo $A >> o': [],
  'echo $A >&2': [],
  'echo $A 1>&2; echo $A &> o': [],
  'echo "$(echo "$A" | wc -c)"': [],
  'echo `echo $A | wc -c`': [],
  'A=x\necho $A': [],
  'unset A\necho $A': [],
  'read A < o\necho $A': [],
  '[ -n "$A" ] && echo set || echo $A': [],
  'true || echo $A': [],
  'true &&\n  echo $A': [],
  'exit 0\necho $A': [],
  'f() {\n  echo $A\n}': [],
  '{ echo $A; } > o': [],
  '(echo $A) > o': [],
  'case x in\n  a) echo $A ;;\nesac': [],
  'test -n "$A"': [],
  "printf 'ok' $A": [],
  "echo it's\necho $A": [],
  'python3 -c \'\nprint("$A")\n\'': [],
  '#!/usr/bin/env python3\necho $A': [],
  'cat <<EOF\necho $A\nEOF': [],
  'env X=1 true': [],
  'echo $C': [],
};

for (const [script, names] of Object.entries(printed)) {
  test(`printed for certain: ${JSON.stringify(script)}`, () => {
    assert.deepEqual([...readShell(script, ['A', 'B']).printed].sort(), names);
  });
}

/** Which files hold A at the end of a script. */
const files: Readonly<Record<string, readonly string[]>> = {
  'echo $A > o': ['o'],
  'echo "machine $A" >> ./o\nchmod 600 o': ['o'],
  'echo $A > o\necho more >> o': ['o'],
  'echo $A > o\necho none > o': [],
  'echo $A > o\nrm o': [],
  'echo $A > o.txt\nrm -f *.txt': [],
  'echo $A > o\nif true; then rm o; fi': [],
  'echo $A > o\nmv o p': [],
  'echo $A > $B': [],
  'echo $A > o\ncat <<EOF\nx\nEOF\nrm o': [],
  'echo $A | sha256sum > o': [],
};

for (const [script, names] of Object.entries(files)) {
  test(`in a file at the end: ${JSON.stringify(script)}`, () => {
    const found = [...readShell(script, ['A']).files].filter(([, held]) => held.has('A'));
    assert.deepEqual(
      found.map(([file]) => file),
      names,
    );
  });
}

test('a variable holds at the end what was assigned last for certain', () => {
  const held = (script: string): readonly string[] => [
    ...(readShell(script, ['A']).variables.get('A') ?? []),
  ];
  assert.deepEqual(held('true'), ['A']);
  assert.deepEqual(held('cat <<EOF\nx\nEOF'), ['A']);
  assert.deepEqual(held('A="${A}x"'), ['A']);
  assert.deepEqual(held('A=none'), []);
  assert.deepEqual(held('if true; then A=none; fi'), []);
  assert.deepEqual(held('cat <<EOF\nx\nEOF\nA=none'), []);
  assert.deepEqual(held('unset A'), []);
  assert.deepEqual(held('#!/usr/bin/perl\nprint 1'), []);
});
