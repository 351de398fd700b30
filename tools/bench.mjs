// @ts-check
// npm run bench -- [FOLDER]: builds what ships, finds Nextflow and moto as the tests do, and runs bench/.
import { spawnSync } from 'node:child_process';
import { cloudsOfTests, nextflowOfTests } from './test/tools.mjs';

for (const { env, absent } of [await nextflowOfTests(), await cloudsOfTests()]) {
  absent.forEach(message => console.log(`✖ ${message}`));
  Object.assign(process.env, env);
}
for (const args of [
  ['esbuild.mjs', '--production'],
  ['esbuild.mjs', '--bench'],
  ['out/bench/main.mjs', ...process.argv.slice(2)],
]) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}
