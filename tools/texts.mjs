// @ts-check
// npm run texts              what tests of test/{real,host,browser} expect and no text of the product has
// npm run texts -- COMMIT    also what they expect of texts that have gone or changed since then
import { changedSince, outdated } from './texts/expectations.mjs';
import { expectations, otherTexts, productTexts, productTextsAt } from './texts/read.mjs';

const commit = process.argv[2];
const expected = expectations();
const texts = productTexts();
const lost = outdated(expected, [...texts, ...otherTexts()]);
const changed = commit ? changedSince(expected, productTextsAt(commit), texts) : [];

report('No text of the product has the words of:', lost);
report(
  'A text that had these words has changed, and no changed text has them:',
  changed.filter(one => !lost.includes(one)),
);
process.exitCode = lost.length === 0 ? 0 : 1;

/** @param {string} title @param {readonly import('./texts/expectations.mjs').Expectation[]} found */
function report(title, found) {
  if (found.length > 0) {
    console.log(
      `${title}\n${found.map(({ place, literal }) => `  ${place}  ${literal}`).join('\n')}`,
    );
  }
}
