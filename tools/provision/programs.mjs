// @ts-check
import { pathToFileURL } from 'node:url';
import { alone, apt, canApt, MissingTool, onPath, say } from './shell.mjs';

/** Small programs that tests run for real; Debian's packages have their names. */
const names = [
  ...['busybox', 'curl', 'dash', 'jq', 'mksh', 'openssl'],
  ...['perl', 'python3', 'sqlite3', 'wget', 'xxd', 'zsh'],
];

/** Shells and the like: those of this machine, else from Debian. */
export async function programs() {
  if (missing().length > 0 && canApt()) {
    await alone(() => apt(...missing()));
  }
  if (missing().length > 0) {
    throw new MissingTool(
      missing().join(', '),
      'on Debian, run `node tools/provision/programs.mjs` as root.',
    );
  }
  say(`programs: ${names.join(', ')}`);
  return '';
}

function missing() {
  return names.filter(name => onPath(name) === null);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await programs();
}
