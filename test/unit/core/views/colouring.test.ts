import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { coloured, Colouring } from '../../../../src/core/views/colouring.ts';

const sequence = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
const letters: Readonly<Record<string, string>> = {
  '\x1b[2m': '<quiet>',
  '\x1b[1m': '<bold>',
  '\x1b[31m': '<red>',
  '\x1b[32m': '<green>',
  '\x1b[33m': '<yellow>',
  '\x1b[34m': '<blue>',
  '\x1b[22m': '<>',
  '\x1b[39m': '<>',
};

for (const [line, expected] of [
  [
    '[2b/cec676] Submitted process > A (1)',
    '<blue>[2b/cec676]<><quiet> Submitted process > <>A (1)',
  ],
  [
    '[2b/cec676] Cached process > A (1)',
    '<blue>[2b/cec676]<><green> Cached process > <><quiet>A (1)<>',
  ],
  ['WARN: careful', '<yellow>WARN: careful<>'],
  ["ERROR ~ Error executing process > 'A'", "<red>ERROR ~ Error executing process > 'A'<>"],
  ['Caused by:', '<bold>Caused by:<>'],
  [
    " -- Check script 'c.nf' at line: 2 or see '.nextflow.log' file for more details",
    "<red> -- Check script 'c.nf' at line: 2<><quiet> or see '.nextflow.log' file for more details<>",
  ],
  ['a line of the pipeline', 'a line of the pipeline'],
] as const) {
  test(`coloured: ${line}`, () => {
    const shown = coloured(line).replaceAll(sequence, code => letters[code] ?? code);
    assert.equal(shown, expected);
  });
}

test('colours change no text, however it is cut', () => {
  const lines = fc.constantFrom('WARN: x', '[2b/cec676] Submitted process > A', 'text', '', '\r');
  fc.assert(
    fc.property(fc.array(lines), fc.array(fc.nat(400)), (all, cuts) => {
      const text = all.join('\n');
      const edges = [
        0,
        ...cuts.filter(cut => cut < text.length).sort((a, b) => a - b),
        text.length,
      ];
      const colouring = new Colouring();
      const pieces = edges.slice(1).map((end, at) => colouring.push(text.slice(edges[at], end)));
      const shown = [...pieces, colouring.flush()].join('').replaceAll(sequence, '');
      assert.equal(shown.replaceAll('\r', ''), text.replaceAll('\r', ''));
    }),
  );
});
