// @ts-check
// npm run l10n: writes the texts of the code that can be translated into their bundle.
import { writeFileSync } from 'node:fs';
import { bundle, bundleFile } from './l10n/bundle.mjs';

writeFileSync(bundleFile, await bundle());
