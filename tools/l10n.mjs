// @ts-check
// npm run l10n: writes the texts of the code that can be translated into their bundle, for
// whoever translates them; packages have it without.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { bundle, bundleFile } from './l10n/bundle.mjs';

mkdirSync(dirname(bundleFile), { recursive: true });
writeFileSync(bundleFile, bundle());
