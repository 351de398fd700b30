// @ts-check
// npm run icon: draws media/icon.png, which the marketplace wants, from media/icon.svg.
import { readFileSync } from 'node:fs';
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
await page.screenshot({ path: 'media/icon.png', omitBackground: true });
await chrome.close();
