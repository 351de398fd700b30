// @ts-check
// npm run pictures: the pictures of README, taken anew from what the browser tests kept last.
import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

for (const name of readdirSync('media/pictures')) {
  const taken = join('test-results', name);
  if (!existsSync(taken)) {
    throw new Error(`${taken} is not there: run npm run test:browser first.`);
  }
  copyFileSync(taken, join('media/pictures', name));
  console.log(`· ${name}`);
}
