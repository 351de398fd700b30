import type { LeakPlace } from '../scan/reference.ts';

/** Directives of a process, in a script or a config, and where Nextflow writes their values. */
const directives = new Map<string, readonly LeakPlace[]>([
  ...[
    ...['beforeScript', 'afterScript', 'container', 'containerOptions', 'clusterOptions'],
    ...['module', 'conda', 'spack', 'scratch'],
  ].map(name => [name, ['wrapper']] as const),
  // The wrapper names its task.
  ['tag', ['output', 'wrapper']],
  ['publishDir', ['file']],
  ['storeDir', ['file', 'wrapper']],
]);
/** Scopes of container engines, whose options are part of what starts a task. */
const engines = [
  'apptainer',
  'charliecloud',
  'docker',
  'podman',
  'sarus',
  'shifter',
  'singularity',
];

/** Where the value of a directive comes to stand. */
export function directivePlaces(name: string): readonly LeakPlace[] {
  return directives.get(name) ?? [];
}

/** Settings of a config that name what a run writes, and where their values stand then. */
const named = new Map<string, readonly LeakPlace[]>([
  ...['report', 'trace', 'timeline', 'dag'].map(scope => [`${scope}.file`, ['file']] as const),
  ['workDir', ['file', 'script', 'wrapper']],
]);

/**
 * The same of a setting of a config, by its scopes and name. What becomes of `ext` is known where
 * the other files of the run are.
 */
export function settingPlaces(path: readonly string[], ofRun: boolean): readonly LeakPlace[] {
  const bare = path[0] === 'profiles' ? path.slice(2) : path;
  const [scope = '', name = ''] = bare;
  if (engines.includes(scope)) {
    return /options$/i.test(name) ? ['wrapper'] : [];
  }
  if (scope === 'env') {
    return bare.length > 1 ? ['wrapper'] : [];
  }
  if (scope !== 'process') {
    return named.get(bare.join('.')) ?? [];
  }
  const own = bare.slice(1).filter(part => !/^with(?:Name|Label):/.test(part));
  if (own[0] === 'ext') {
    return ofRun ? [] : extPlaces(own[1]);
  }
  return directivePlaces(own[0] ?? '');
}

/**
 * By convention modules write `ext.args` and its like into their scripts; of another name only the
 * module can tell, and many are read by none.
 */
function extPlaces(name: string | undefined): readonly LeakPlace[] {
  return name === undefined || /^(?:args\d*|prefix|suffix)$/.test(name) ? ['script'] : [];
}

/** Functions that print what they are given. */
export const printing = new Set(['println', 'print', 'printf', 'error', 'exit']);
/** Methods of a log or a stream that do. */
export const logging = new Set([
  ...['info', 'warn', 'error', 'debug', 'trace', 'warn1', 'println', 'print', 'printf'],
]);
/** Methods of channels and values that print them. */
export const showing = new Set(['view', 'dump', 'println', 'print']);
/** Methods of files that write into them. */
export const writing = new Set([
  ...[
    'write',
    'append',
    'setText',
    'setBytes',
    'leftShift',
    'print',
    'println',
    'printf',
    'newLine',
  ],
]);
/** Methods of lists, maps and builders that take something in. */
export const growing = new Set([
  ...['add', 'addAll', 'put', 'putAll', 'push', 'append', 'insert', 'leftShift', 'plus'],
]);
/** Methods that make a file of that name. */
export const creating = new Set(['mkdir', 'mkdirs', 'createNewFile']);

/** Methods whose result tells nothing of a value's text. */
export const silent = new Set([
  ...['size', 'length', 'isEmpty', 'isBlank', 'startsWith', 'endsWith', 'contains', 'equals'],
  ...['equalsIgnoreCase', 'matches', 'md5', 'sha256', 'digest', 'hashCode', 'indexOf', 'count'],
  ...[
    'compareTo',
    'asBoolean',
    'toBoolean',
    'isNumber',
    'isInteger',
    'getClass',
    'every',
    'any',
    'keySet',
  ],
]);
/** Members that tell nothing of it either. */
export const silentMembers = new Set(['length', 'class', 'empty', 'blank']);

/** Methods that null has in Groovy 4 (Nextflow 24.10.0). */
export const nullMethods = new Set([
  ...[
    'toString',
    'is',
    'equals',
    'getClass',
    'inspect',
    'iterator',
    'asBoolean',
    'each',
    'collect',
  ],
  ...['with', 'tap', 'find', 'findAll', 'any', 'every', 'eachWithIndex', 'identity', 'grep'],
  ...['println', 'asType', 'plus'],
]);
/** Functions and constructors that refuse null, and static methods that do. */
export const refusing = new Set([
  ...['file', 'files', 'File', 'URL', 'URI', 'Channel.fromPath', 'channel.fromPath'],
  ...['Channel.fromFilePairs', 'channel.fromFilePairs', 'String', 'String.join', 'System.getenv'],
  ...['URLEncoder.encode', 'java.net.URLEncoder.encode', 'URLDecoder.decode'],
  ...['List.of', 'Set.of', 'Map.of', 'Optional.of'],
  ...['Integer.parseInt', 'Integer.valueOf', 'Long.parseLong', 'Long.valueOf'],
  ...['Double.parseDouble', 'Double.valueOf', 'Objects.requireNonNull', 'System.setProperty'],
  ...['StringBuilder', 'StringReader', 'URI.create', 'UUID.fromString'],
  ...['Pattern.compile', 'java.util.regex.Pattern.compile', 'Path.of', 'java.nio.file.Path.of'],
  ...['Paths.get', 'java.nio.file.Paths.get'],
]);
/** Methods of a text that refuse null, and those that parse one. */
export const refusingMethods = new Set([
  ...['contains', 'startsWith', 'endsWith', 'replace', 'concat', 'indexOf', 'lastIndexOf'],
  ...['matches', 'compareTo'],
]);
