// @ts-check
import { chromium } from 'playwright-core';

/** Without these Chromium looks for services of the network at every start, and for a graphics card. */
const flags = [
  ...['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', '--disable-gpu'],
  '--disable-software-rasterizer',
];

/** A headless browser. @param {string} executablePath */
export function launchBrowser(executablePath) {
  return chromium.launch({ executablePath, args: flags });
}

/** The size of every picture. */
export const viewport = { width: 1400, height: 900 };

/** Settings with which a page draws only what changes: what moves takes a processor's time. */
export const stillness = { 'workbench.reduceMotion': 'on', 'editor.cursorBlinking': 'solid' };
