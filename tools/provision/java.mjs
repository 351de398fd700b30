// @ts-check
import { join } from 'node:path';
import { alone, apt, canApt, MissingTool, onPath, outputOf, say } from './shell.mjs';

/** Nextflow 24.10 runs on Java 17 and newer. */
const oldest = 17;

/** The path of a Java that is new enough. */
export async function java() {
  return find() ?? (await install());
}

/** Looks where Nextflow's launcher looks, in its order. */
function find() {
  const { JAVA_CMD, NXF_JAVA_HOME, JAVA_HOME } = process.env;
  const homes = [NXF_JAVA_HOME, JAVA_HOME].map(home => (home ? join(home, 'bin/java') : null));
  for (const program of [JAVA_CMD, ...homes, onPath('java')]) {
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
