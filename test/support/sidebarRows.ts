import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** Checks what a screen reader says of each row that the side bar shows: short, and in one line. */
export async function checkSpokenRows(page: Page): Promise<void> {
  const labels = await page
    .locator('.sidebar .monaco-list-row[aria-label]')
    .evaluateAll(rows => rows.map(row => row.getAttribute('aria-label') ?? ''));
  assert.ok(labels.length > 0, 'the side bar has rows');
  for (const label of labels) {
    assert.ok(
      label.length <= 200 && !/[\n\t]|\s\s|undefined|\[object|\$\(sync|\$\(key/.test(label),
      label,
    );
  }
}

/** The rows of the side bar, of those that a pattern fits, that have no room for all of their text. */
export async function cutRows(page: Page, shown: RegExp): Promise<readonly string[]> {
  const rows = await page
    .locator('.sidebar .monaco-list-row .monaco-icon-label-container')
    .evaluateAll(all =>
      all.map(row => ({ text: row.textContent, cut: row.scrollWidth > row.clientWidth })),
    );
  return rows.filter(({ text, cut }) => cut && shown.test(text)).map(({ text }) => text);
}
