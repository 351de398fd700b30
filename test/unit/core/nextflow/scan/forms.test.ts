import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../../../src/core/nextflow/files/analyse.ts';
import type { FileKind } from '../../../../../src/core/nextflow/files/fileKind.ts';
import type { ReferenceKind } from '../../../../../src/core/nextflow/scan/reference.ts';
import {
  configs,
  directives,
  expressions,
  type Row,
  shadowing,
} from '../../../../support/scanTable.ts';

function hold(
  rows: readonly Row[],
  kind: ReferenceKind,
  file: FileKind,
  source: (written: string) => string,
): void {
  for (const [written, ...names] of rows) {
    test(`${kind}: ${written.replaceAll('\n', '⏎')}`, () => {
      const text = source(written.replace(/^!/, ''));
      const found = analyse(text, file).references.filter(reference => reference.kind === kind);
      assert.deepEqual(
        found.map(({ name }) => name ?? '…'),
        names,
      );
      for (const { name, span } of found) {
        assert.ok(name === null || text.slice(span.start, span.end) === name);
      }
      // Renaming is to write another name in its place.
      const renamed = found.reduceRight(
        (whole, { name, span }) =>
          name === null
            ? whole
            : `${whole.slice(0, span.start)}NEW_${name}${whole.slice(span.end)}`,
        text,
      );
      assert.deepEqual(
        analyse(renamed, file)
          .references.filter(reference => reference.kind === kind)
          .map(({ name }) => name ?? '…'),
        names.map(name => (name === '…' ? name : `NEW_${name}`)),
      );
    });
  }
}

hold(expressions, 'property', 'script', written => `workflow {\n  x = ${written}\n}\n`);
hold(shadowing, 'property', 'script', written => `workflow {\n  ${written}\n}\n`);
hold(directives, 'directive', 'script', written => `process P {\n  ${written}\n  script: 'x'\n}\n`);
hold(configs, 'configDirective', 'config', written => `${written}\n`);

test('a process is one however its head is written', () => {
  for (const head of ['process P {', 'process P\n{', "process 'P' {", 'process "P"{']) {
    const { processes, references } = analyse(`${head}\n secret 'A'\n script: 'x' }`, 'script');
    assert.deepEqual([processes[0]?.name, references[0]?.name], ['P', 'A'], head);
  }
  assert.ok(analyse('workflow\n{ }', 'script').entry);
});

test('what a branch gives is needed only on some paths', () => {
  for (const [text, kind] of [
    ["process P { if (params.x) { secret 'A' } }", 'script'],
    ["process P { if (params.x) secret 'A' }", 'script'],
    ["if (params.x) { process.secret = ['A'] }", 'config'],
  ] as const) {
    assert.equal(analyse(text, kind).references[0]?.use, 'conditional', text);
  }
});

test('in shell blocks !{…} reads, and ${…} is the shell’s', () => {
  const shell = (text: string): readonly (string | null)[] =>
    analyse(`process P { shell:\n '''\n${text}\n'''\n}`, 'script').references.map(
      ({ name }) => name,
    );
  assert.deepEqual(shell('!{secrets.A} ${secrets.B} !{secrets["C"]}'), ['A', 'C']);
  assert.deepEqual(shell('!{[x: {secrets.A}]} !{\n secrets.B\n}'), ['A', 'B']);
  assert.deepEqual(shell('\\\\!{secrets.A}'), ['A']);
  assert.deepEqual(shell('!!{secrets.A} ! {secrets.B} !secrets.C'), []);
});

test('text that ends too early gives what can be recognised of it', () => {
  const names = (text: string): readonly (string | null)[] =>
    analyse(text, 'script').references.map(({ name }) => name);
  assert.deepEqual(names('x = "a ${secrets.A'), ['A']);
  assert.deepEqual(names('x = """ ${secrets.A} '), ['A']);
  assert.deepEqual(names("x = 'open\ny = secrets.A"), ['A']);
  assert.deepEqual(names('/* secrets.A'), []);
  assert.deepEqual(names('x = secrets.'), []);
  assert.deepEqual(names("process P {\n secret 'A\n}\nprocess Q { secret 'B' }"), ['A', 'B']);
});
