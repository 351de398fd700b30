// @ts-check
import { stripVTControlCharacters } from 'node:util';

/**
 * What became of the tests of a step; `failed` and `skipped` tell which and why.
 * @typedef {{ passed: number, failed: string[], skipped: string[] }} Counts
 */

/** @param {Partial<Counts>} counts @returns {Counts} */
export function counts({ passed = 0, failed = [], skipped = [] }) {
  return { passed, failed, skipped };
}

/**
 * Prints what became of each step, what failed, so that the end of a log tells it, and last
 * `N passed, N failed`; the answer is whether all is well. In CI nothing may be skipped.
 * @param {{ step: string, result: Counts, seconds: number }[]} results
 * @param {boolean} ci
 */
export function report(results, ci) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  console.log('\nSummary');
  for (const { step, result, seconds } of results) {
    const { passed, skipped } = result;
    const failed = result.failed.length + (ci ? skipped.length : 0);
    const mark = failed > 0 ? '✖' : '✔';
    const took = `${seconds.toFixed(0)} s`;
    console.log(`  ${mark} ${step.padEnd(8)} ${passed} passed, ${failed} failed, ${took}`);
    skipped.forEach(reason => console.log(`    skipped: ${reason}`));
    total.passed += passed;
    total.failed += failed;
    total.skipped += ci ? 0 : skipped.length;
  }
  for (const { step, result } of results) {
    result.failed.forEach(failure => console.log(`\n✖ ${step}: ${failure}`));
  }
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  return total.failed === 0 && total.passed > 0;
}

/** The first lines of what failed: what the end of a log has room for. @param {string} text */
export function excerpt(text) {
  return stripVTControlCharacters(text)
    .trim()
    .split('\n')
    .slice(0, 12)
    .map(line => line.trim().slice(0, 300))
    .join('\n    ');
}
