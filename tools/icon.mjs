// @ts-check
// npm run icon: draws media/icon.png, which the marketplace wants, from media/icon.svg.
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { browser } from './provision/browser.mjs';
import { launchBrowser } from './vscode/page.mjs';

const size = 256;
const chrome = await launchBrowser(await browser());
const page = await chrome.newPage({ viewport: { width: size, height: size } });
const source = readFileSync('media/icon.svg').toString('base64');
await page.setContent(
  `<style>body { margin: 0 }</style><img width="${size}" src="data:image/svg+xml;base64,${source}">`,
);
await page.locator('img').evaluate(image => /** @type {any} */ (image).decode());
const drawn = await page.screenshot({ omitBackground: true });
await sharp(drawn).png({ compressionLevel: 9 }).toFile('media/icon.png');
await chrome.close();
