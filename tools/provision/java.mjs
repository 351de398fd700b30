// @ts-check
import { join } from 'node:path';
import { alone, apt, canApt, MissingTool, onPath, outputOf, say } from './shell.mjs';

/** Nextflow 24.10 runs on Java 17 and newer. */
const oldest = 17;

/** The path of a Java that is new enough. */
export async function java() {
  return find() ?? (await install());
}

function find() {
  const home = process.env['JAVA_HOME'];
  for (const program of [home ? join(home, 'bin/java') : null, onPath('java')]) {
    const version = program ? versionOf(program) : null;
    if (program && version !== null && version >= oldest) {
      say(`Java ${version}: ${program}`);
      return program;
    }
  }
  return null;
}

async function install() {
  if (canApt()) {
    await alone(() => apt('default-jre-headless'));
    const found = find();
    if (found) {
      return found;
    }
  }
  throw new MissingTool(`Java ${oldest} or newer`, 'install one and put it on the PATH.');
}

/** @param {string} program */
function versionOf(program) {
  const major = /version "(?:1\.)?(\d+)/.exec(outputOf(program, ['-version']) ?? '')?.[1];
  return major ? Number(major) : null;
}
