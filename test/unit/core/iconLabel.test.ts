import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeIcons, iconLabel } from '../../../src/core/iconLabel.ts';

/** A text, and the same for a label in which VS Code draws icons. */
for (const [text, escaped] of [
  ['$(date)', '\\$(date)'],
  ['x $(sync~spin) y', 'x \\$(sync~spin) y'],
  // A backslash that is there already takes the next one along.
  ['\\$(mktemp)', '\\\\$(mktemp)'],
  ['$($(key))', '$(\\$(key))'],
  ['$(date +%F)', '$(date +%F)'],
  ['$()', '$()'],
  ['${x} $x (key)', '${x} $x (key)'],
] as const) {
  test(`no part of ${text} is taken for an icon`, () => {
    assert.equal(escapeIcons(text), escaped);
    assert.equal(iconLabel`$(key) ${text}`, ['$(key)', escaped].join(' '));
    assert.equal(shown(escaped), text);
  });
}

/** What VS Code shows of a label, with `⟨key⟩` for an icon. */
function shown(label: string): string {
  return label.replace(/(\\)?\$\(([A-Za-z0-9-]+(?:~[A-Za-z]+)?)\)/g, (_, escaped, icon) =>
    escaped === undefined ? `⟨${String(icon)}⟩` : `$(${String(icon)})`,
  );
}
