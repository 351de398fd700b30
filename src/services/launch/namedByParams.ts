import type { ParamValue } from '../../core/nextflow/files/fixedParams.ts';
import type { Expression, Statement } from '../../core/nextflow/syntax/syntax.ts';
import type { LaunchParams } from '../../core/runs/launch/launchParams.ts';
import type { IndexedFile } from '../index/indexedFile.ts';
import type { Use } from '../index/pipelineIndex.ts';
import type { RunModel } from '../index/runModel/runModel.ts';

/**
 * The uses of a run with the names that its params give: `secret params.key`, `secret "${params.lab}_KEY"`.
 * What the launch gives a param goes before its configs, and these before its scripts.
 */
export async function namedByParams(
  { uses, settings, files }: Pick<RunModel, 'uses' | 'settings' | 'files'>,
  given: () => Promise<LaunchParams>,
): Promise<readonly Use[]> {
  if (!uses.some(({ reference }) => reference.written)) {
    return uses;
  }
  const scripts = files.filter(({ kind }) => kind === 'script');
  // What an include gives a module, only that module has.
  if (scripts.some(givesParams)) {
    return uses;
  }
  const inCamelCase = (name: string): string =>
    name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const ofLaunch = new Map([...(await given())].map(([name, value]) => [inCamelCase(name), value]));
  const valueOf = (param: string): ParamValue | undefined => {
    if (ofLaunch.has(param)) {
      return ofLaunch.get(param);
    }
    const setting = settings.findLast(({ path }) => path.join('.') === `params.${param}`);
    return setting ? (setting.value ?? undefined) : ofScripts(scripts, param);
  };
  return uses.flatMap(use => {
    const { written } = use.reference;
    const texts = written?.map((part, at) => (at % 2 === 0 ? part : valueOf(part)));
    if (!texts || texts.includes(undefined)) {
      return [use];
    }
    const name = texts.map(text => text ?? '').join('');
    // An empty name means no secret.
    return name === '' ? [] : [{ ...use, reference: { ...use.reference, name } }];
  });
}

function givesParams({ stretches }: IndexedFile): boolean {
  return stretches.some(
    ({ block }) => block.words?.has('addParams') === true || block.has?.('params(') === true,
  );
}

/** What scripts set a param to, where all of them say the same. */
function ofScripts(scripts: readonly IndexedFile[], param: string): string | undefined {
  const values = new Set<string | null>();
  for (const { stretches } of scripts) {
    for (const { block } of stretches) {
      if (block.words?.has('params') === true && block.words.has(param)) {
        block.statements.forEach(statement => {
          values.add(setIn(statement, param));
        });
      }
    }
  }
  values.delete('');
  const [only] = values;
  return values.size === 1 && only !== null ? only : undefined;
}

/** The text that a statement sets a param to; null of another value, and empty where it sets none. */
function setIn(statement: Statement, param: string): string | null {
  const isSet =
    statement.kind === 'assign' && statement.targets.some(target => isParam(target, param));
  if (isSet) {
    const { value } = statement;
    return value.kind === 'constant' ? (value.text ?? null) : null;
  }
  return '';
}

function isParam(target: Expression, param: string): boolean {
  return (
    target.kind === 'member' &&
    target.name === param &&
    target.object.kind === 'name' &&
    target.object.text === 'params'
  );
}
