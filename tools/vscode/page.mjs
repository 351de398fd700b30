// @ts-check
import { chromium } from 'playwright-core';

/** Without these Chromium looks for services of the network at every start. */
const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** A headless browser. @param {string} executablePath */
export function launchBrowser(executablePath) {
  return chromium.launch({ executablePath, args: flags });
}

/** The size of every picture. */
export const viewport = { width: 1400, height: 900 };
