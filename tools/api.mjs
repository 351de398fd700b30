// @ts-check
// npm run api            writes the types of the Platform's API from our description of it
// npm run api -- FILE    holds the description against the Platform's own, where that is at hand
import { writeFileSync } from 'node:fs';
import { differences } from './seqera/differences.mjs';
import { generateTypes, types } from './seqera/generateTypes.mjs';

const [theirs] = process.argv.slice(2);
if (theirs === undefined) {
  writeFileSync(types, await generateTypes());
} else {
  const found = differences(theirs);
  for (const line of found) {
    console.log(line);
  }
  console.log(found.length === 0 ? 'the description says nothing that it does not' : '');
  process.exitCode = found.length === 0 ? 0 : 1;
}
