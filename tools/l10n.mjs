// @ts-check
// npm run l10n: writes the texts of the code that can be translated into their bundle, for
// whoever translates them (packages have it without), and compares the translations with English.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { bundle, bundleFile } from './l10n/bundle.mjs';
import { comparison, translations } from './l10n/translations.mjs';

mkdirSync(dirname(bundleFile), { recursive: true });
writeFileSync(bundleFile, bundle());
console.log(`${bundleFile} and package.nls.json have the English texts.`);

for (const path of translations()) {
  const english = path.startsWith('package') ? 'package.nls.json' : bundleFile;
  const { unknown, differing, missing } = comparison(read(english), read(path));
  console.log(`${path}: ${missing.length} texts are not translated.`);
  unknown.forEach(key => console.error(`  no longer used: ${key}`));
  differing.forEach(key => console.error(`  other placeholders than in English: ${key}`));
  if (unknown.length + differing.length > 0) {
    process.exitCode = 1;
  }
}

/** @param {string} path @returns {Record<string, string>} */
function read(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
