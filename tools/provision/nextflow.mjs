// @ts-check
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alone, apt, cache, canApt, MissingTool, onPath, outputOf, run, say } from './shell.mjs';

/** The version that the tests hold our claims against; all its parts are on Maven Central. */
export const pinned = '24.10.0';
/** An older one, of the other kind that Maven Central has whole. */
export const older = '23.10.1';
/** The newest whose jars start; it has the strict parser too, which `NXF_SYNTAX_PARSER=v2` asks for. */
export const newer = '25.04.4';

/** A Nextflow for people: their own, else the official launcher, else the one of the tests. */
export async function nextflow() {
  const own = onPath('nextflow');
  if (own) {
    say(`Nextflow: ${own}`);
    return own;
  }
  return (await official()) ?? (await pinnedNextflow());
}

/** The Nextflow of the tests, which runs without a network. */
export function pinnedNextflow() {
  return nextflowOf(pinned);
}

/**
 * A version by the one on the PATH, else by the official launcher, else from Maven Central, which
 * runs without a network.
 * @param {string} version one whose parts are all on Maven Central
 */
export async function nextflowOf(version) {
  const folder = join(cache, `nextflow-${version}`);
  const program = join(folder, 'nextflow');
  const own = existsSync(program) ? null : onPath('nextflow');
  if (own && outputOf(own, ['-version'])?.includes(`version ${version}`)) {
    say(`Nextflow ${version}: ${own}`);
    return own;
  }
  if (!existsSync(program)) {
    await alone(async () => {
      if (!existsSync(program) && !(await fromLauncher(folder, version))) {
        await fromMaven(folder, version);
      }
    });
  }
  renewLauncher(folder, version);
  say(`Nextflow ${version}: ${program}`);
  return program;
}

/** A cache of before may have another launcher; the official one stays. @param {string} folder @param {string} version */
function renewLauncher(folder, version) {
  const program = join(folder, 'nextflow');
  const text = launcher(folder, version);
  if (existsSync(join(folder, 'lib')) && readFileSync(program, 'utf8') !== text) {
    const fresh = `${program}.${process.pid}`;
    writeFileSync(fresh, text, { mode: 0o755 });
    renameSync(fresh, program);
  }
}

/**
 * Makes an archive of the classes that a run of the pinned version reads, with which each run takes
 * a fifth less of a processor's time. Where it is missing, or of another Java, runs go without.
 * @param {string} java
 */
export async function archiveClasses(java) {
  const folder = join(cache, `nextflow-${pinned}`);
  const archive = join(folder, 'classes.jsa');
  const madeBy = join(folder, 'classes.java');
  const version = outputOf(java, ['-version']);
  // Java reads it for the same jars at the same place alone.
  const made = `${folder}\n${version}`;
  const isMade = () => existsSync(archive) && readIfThere(madeBy) === made;
  if (version === null || !existsSync(join(folder, 'lib')) || isMade()) {
    return;
  }
  await alone(async () => {
    if (!isMade()) {
      await train(folder, java);
      writeFileSync(madeBy, made);
    }
  });
}

/** A short run whose classes are archived as it ends. @param {string} folder @param {string} java */
async function train(folder, java) {
  say(`archiving the classes of Nextflow ${pinned}`);
  const place = mkdtempSync(join(tmpdir(), 'nextflow-classes-'));
  const fresh = join(folder, `classes.jsa.${process.pid}`);
  try {
    writeFileSync(join(place, 'main.nf'), trained);
    await run(join(folder, 'nextflow'), ['run', 'main.nf', '-ansi-log', 'false'], {
      cwd: place,
      env: { ...process.env, JAVA_CMD: java, NXF_HOME: place, NFS_ARCHIVE_TO: fresh },
    });
    renameSync(fresh, join(folder, 'classes.jsa'));
  } catch (error) {
    say(`without an archive: ${error instanceof Error ? error.message : error}`);
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What most runs of tests have: a process with an input and an output, and a config. */
const trained = `
process SAY {
    tag "$name"
    publishDir 'said', mode: 'copy'
    input: val name
    output: path "$name"
    script: "echo $name > $name"
}
workflow { Channel.of('one') | SAY | view }
`;

/** @param {string} file */
function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/**
 * Whether the official launcher gave this version, without its plugins.
 * @param {string} folder @param {string} version
 */
async function fromLauncher(folder, version) {
  const launcher = await official();
  if (launcher === null) {
    return false;
  }
  const fresh = `${folder}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  const fixed = `NXF_VER=${version} NXF_PLUGINS_DEFAULT=false NXF_DISABLE_CHECK_LATEST=true`;
  const lines = ['#!/usr/bin/env bash', `export ${fixed}`, `exec "${launcher}" "$@"`, ''];
  writeFileSync(join(fresh, 'nextflow'), lines.join('\n'), { mode: 0o755 });
  const works = outputOf(join(fresh, 'nextflow'), ['-version'])?.includes(`version ${version}`);
  rmSync(works ? folder : fresh, { recursive: true, force: true });
  if (works) {
    renameSync(fresh, folder);
  }
  return works === true;
}

/** The launcher that Nextflow's own site gives out; null where it cannot be reached. */
async function official() {
  const program = join(cache, 'nextflow');
  if (!existsSync(program)) {
    try {
      const answer = await fetch('https://get.nextflow.io', { signal: AbortSignal.timeout(5000) });
      if (!answer.ok) {
        return null;
      }
      mkdirSync(cache, { recursive: true });
      writeFileSync(program, await answer.text(), { mode: 0o755 });
    } catch {
      return null;
    }
  }
  if (outputOf(program, ['-version']) === null) {
    rmSync(program);
    return null;
  }
  say(`Nextflow: the official launcher, cached`);
  return program;
}

/** @param {string} folder @param {string} version */
async function fromMaven(folder, version) {
  if (!onPath('mvn') && canApt()) {
    await apt('maven');
  }
  if (!onPath('mvn')) {
    throw new MissingTool('Nextflow', 'install it, or Maven to fetch it with.');
  }
  const fresh = `${folder}.${process.pid}`;
  mkdirSync(join(fresh, 'home'), { recursive: true });
  writeFileSync(join(fresh, 'pom.xml'), pom(version));
  const copy = ['dependency:copy-dependencies', `-DoutputDirectory=${join(fresh, 'lib')}`];
  say(`fetching Nextflow ${version} with Maven`);
  await run('mvn', ['-q', '-B', '-f', join(fresh, 'pom.xml'), ...copy]);
  writeFileSync(join(fresh, 'nextflow'), launcher(folder, version));
  chmodSync(join(fresh, 'nextflow'), 0o755);
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
}

/**
 * What Maven Central has of each version: of 25.04.4 other parts than its descriptions ask for.
 * @type {Record<string, { name: string, version: string, without?: string[] }[]>}
 */
const parts = {
  [newer]: [
    { name: 'nextflow', version: newer, without: ['io.seqera:lib-trace', 'io.nextflow:nf-lang'] },
    { name: 'nf-commons', version: newer, without: ['io.seqera:lib-trace'] },
    { name: 'nf-httpfs', version: newer },
    { name: 'nf-lang', version: '25.04.0' },
  ],
};

/** @param {{ name: string, version: string, without?: string[] }} part */
function dependency({ name, version, without = [] }) {
  const exclusions = without.map(each => {
    const [group, artifact] = each.split(':');
    return `<exclusion><groupId>${group}</groupId><artifactId>${artifact}</artifactId></exclusion>`;
  });
  return `    <dependency>
      <groupId>io.nextflow</groupId>
      <artifactId>${name}</artifactId>
      <version>${version}</version>
      <exclusions>${exclusions.join('')}</exclusions>
    </dependency>`;
}

/** @param {string} version */
const pom = version => `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId>
  <artifactId>nextflow</artifactId>
  <version>1</version>
  <dependencies>
${(parts[version] ?? [{ name: 'nextflow', version }]).map(dependency).join('\n')}
  </dependencies>
</project>
`;

/** Groovy reaches into these packages of Java, which are closed since Java 16. */
const opened = [
  ...['java.lang', 'java.io', 'java.nio', 'java.net', 'java.util', 'java.util.concurrent.locks'],
  ...['java.util.concurrent.atomic', 'java.util.regex', 'sun.nio.ch', 'sun.nio.fs'],
  ...['sun.net.www.protocol.http', 'sun.net.www.protocol.https', 'sun.net.www.protocol.ftp'],
  ...['sun.net.www.protocol.file', 'jdk.internal.misc', 'jdk.internal.vm'],
];

/** Half the processor time of a run that is over in seconds: no second compiler, no threads to collect garbage. */
const shortLived = '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC';

/** @param {string} folder @param {string} version */
function launcher(folder, version) {
  const opens = opened.map(name => `--add-opens=java.base/${name}=ALL-UNNAMED`).join(' ');
  return `#!/usr/bin/env bash
# Nextflow ${version} without its plugins, which would come from the network.
export NXF_OFFLINE=true NXF_PLUGINS_DEFAULT=false NXF_HOME="\${NXF_HOME:-${join(folder, 'home')}}"
# Classes as Java keeps them, where \`npm test\` has; an archive of another Java is not read, without a word.
classes=()
[ -f "${join(folder, 'classes.jsa')}" ] && classes=(-Xlog:disable "-XX:SharedArchiveFile=${join(folder, 'classes.jsa')}")
[ -n "\${NFS_ARCHIVE_TO:-}" ] && classes=(-Xlog:disable "-XX:ArchiveClassesAtExit=$NFS_ARCHIVE_TO")
exec "\${JAVA_CMD:-java}" ${shortLived} "\${classes[@]}" -Dfile.encoding=UTF-8 ${opens} -cp "${join(folder, 'lib')}/*" \\
  nextflow.cli.Launcher "$@"
`;
}
