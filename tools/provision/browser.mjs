// @ts-check
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { alone, apt, cache, canApt, MissingTool, onPath, run, say } from './shell.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const others = ['microsoft-edge', 'microsoft-edge-stable', 'chrome'];
const macs = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  app => `/Applications/${app}.app/Contents/MacOS/${app}`,
);

/** The path of a browser that Playwright can drive. */
export async function browser() {
  const found = find();
  if (found) {
    say(`browser: ${found}`);
    return found;
  }
  if (canApt()) {
    await alone(async () => {
      if (!find()) {
        await apt('chromium');
      }
    });
    const installed = find();
    if (installed) {
      say(`browser: ${installed}`);
      return installed;
    }
  }
  return (await download()) ?? missing();
}

function find() {
  const named = process.env['CHROME_PATH'];
  if (named && existsSync(named)) {
    return named;
  }
  return onPath(...names, ...others) ?? macs.find(path => existsSync(path)) ?? null;
}

/** Playwright's own browser, where its download can be reached. */
async function download() {
  process.env['PLAYWRIGHT_BROWSERS_PATH'] = join(cache, 'browsers');
  const { chromium } = await import('playwright-core');
  if (!existsSync(chromium.executablePath())) {
    try {
      const cli = resolve('node_modules/playwright-core/cli.js');
      await alone(() => run(process.execPath, [cli, 'install', 'chromium']));
    } catch {
      return null;
    }
  }
  say(`browser: Playwright's`);
  return chromium.executablePath();
}

/** @returns {never} */
function missing() {
  throw new MissingTool('a browser', 'install Chrome, Chromium or Edge, or set CHROME_PATH.');
}
