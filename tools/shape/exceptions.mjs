// @ts-check
// What differs from the rules of the house, and why; a test holds that nothing else does.

/**
 * Files of which no export has the file's name, by the reason. All others are named after their main
 * export.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const namedOtherwise = {
  'started by its name: by VS Code, by Node, or before anything else is imported': [
    'src/cli/main.ts',
    'src/editor/translate.ts',
    'src/extension.ts',
    'src/supervisor/main.ts',
  ],
  'the client of a vendor, a chunk of its own, which passes on what it is made of': [
    'src/adapters/aws/awsSdk.ts',
    'src/adapters/google/googleSdk.ts',
    'src/adapters/seqera/seqeraSdk.ts',
  ],
  'written by a program (npm run api)': ['src/adapters/seqera/platformApi.ts'],
  'constants of one subject, none of them the main one': [
    'src/core/iam/roles/arns.ts',
    'src/core/nextflow/flow/sinks.ts',
    'src/core/nextflow/groovy/characters.ts',
    'src/editor/ids.ts',
  ],
  'the roles or statements of one cloud, equal among each other': [
    'src/core/iam/roles/awsForms.ts',
    'src/core/iam/roles/awsJobRoles.ts',
    'src/core/iam/roles/extensionRoles.ts',
  ],
  'the schemas or types of one format, equal among each other': [
    'src/adapters/seqera/platformAnswers.ts',
    'src/adapters/seqera/runAnswers.ts',
    'src/core/nextflow/syntax/syntax.ts',
    'src/core/runs/record/protocol.ts',
  ],
  'a format: what is read and written of it': [
    'src/adapters/runFolders/recordFile.ts',
    'src/core/nextflow/files/printedConfig.ts',
    'src/core/runs/copies/storeFile.ts',
    'src/core/runs/launch/shellWords.ts',
    'src/core/runs/record/journal.ts',
  ],
  'operations on a thing of the system that no object holds': [
    'src/adapters/copies/storePlace.ts',
    'src/adapters/files/ownFile.ts',
    'src/adapters/files/plainFile.ts',
    'src/adapters/files/privateFolder.ts',
    'src/adapters/leaks/leakPlaces.ts',
    'src/adapters/runs/gridScheduler.ts',
    'src/adapters/system/processes.ts',
    'src/adapters/system/processTree.ts',
    'src/core/leaks/nextflowFiles.ts',
    'src/editor/settings.ts',
    'src/editor/stores/storeSettings.ts',
    'src/editor/ui/step.ts',
  ],
  'questions to one part of a text or tree, equal among each other': [
    'src/core/nextflow/flow/conditions.ts',
    'src/core/nextflow/flow/truth.ts',
    'src/core/nextflow/groovy/sameText.ts',
    'src/core/nextflow/misuse/configPath.ts',
    'src/core/nextflow/scan/blocks/declarations.ts',
  ],
  'implementations of one kind, equal among each other': ['src/core/leaks/decoders.ts'],
  'how one subject is worded or translated': [
    'src/adapters/seqera/runForms.ts',
    'src/core/leaks/leakWords.ts',
    'src/core/runs/launch/stubs.ts',
    'src/core/seqera/seqeraRole.ts',
    'src/core/views/seqera/hangingRun.ts',
  ],
  'the commands of one row, equal among each other': [
    'src/editor/runs/commands/openRunFile.ts',
    'src/editor/secrets/importSecrets.ts',
    'src/editor/seqera/runs/remoteRunCommands.ts',
  ],
};

/**
 * From this many lines on a file says why it is one. Below it, files of more than 200 lines are one
 * class, one view or one table each, of whose parts no other file has a use.
 */
export const longest = 280;

/** Files that are longer, by the reason. @type {Readonly<Record<string, readonly string[]>>} */
export const longFiles = {
  'written by a program (npm run api)': ['src/adapters/seqera/platformApi.ts'],
  'a grammar: functions that call each other, and are read against it': [
    'src/core/nextflow/groovy/lex.ts',
    'src/core/nextflow/syntax/expressionParser.ts',
    'src/core/nextflow/syntax/parseBlock.ts',
  ],
  'an interpreter of statements, expressions and calls, whose functions call each other': [
    'src/core/nextflow/flow/callOf.ts',
    'src/core/nextflow/flow/evaluate.ts',
    'src/core/nextflow/flow/runBlock.ts',
    'src/core/nextflow/flow/tasks/surelyRun.ts',
  ],
  'one pass over a text, with what it has found so far': [
    'src/core/nextflow/flow/followValues.ts',
    'src/core/nextflow/misuse/configMisuses.ts',
    'src/core/nextflow/misuse/findOlderSyntax.ts',
    'src/core/nextflow/scan/configScan.ts',
    'src/services/index/runModel/readRunModel.ts',
  ],
  'the implementation of one port, a method for each of its': [
    'src/adapters/runs/localRunHost.ts',
    'src/editor/secretStorage/browserStore.ts',
  ],
  'one state that all its methods change': [
    'src/services/leftovers/leftovers.ts',
    'src/supervisor/supervisor.ts',
  ],
  'one flow of questions from its beginning to its end': [
    'src/editor/seqera/runs/launchOnSeqera.ts',
  ],
};
