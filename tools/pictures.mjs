// @ts-check
// npm run pictures: the pictures of README, taken again from what the browser tests kept last.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

for (const name of readdirSync('media/pictures')) {
  const taken = join('test-results', name);
  if (!existsSync(taken)) {
    throw new Error(`${taken} is not there: run npm run test:browser first.`);
  }
  // An editor has few colors, and the package carries these pictures: a palette makes them small.
  const { width, height, size } = await sharp(taken)
    .png({ palette: true, colours: 64, quality: 60, dither: 0, effort: 10, compressionLevel: 9 })
    .toFile(join('media/pictures', name));
  console.log(`· ${name}: ${width} × ${height}, ${Math.round(size / 1000)} kB`);
}
