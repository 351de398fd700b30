import { groovyText } from '../groovy/groovyText.ts';
import type { ConfigText } from './dependsOnParams.ts';

/** A value that a launch gives a param, as Nextflow takes it. */
export type ParamValue = string | number | boolean | null;

/**
 * A config that comes to the same as it does in a run with these params: what a launch gives,
 * no config sets, and every config can read. Null where that cannot be written.
 */
export function fixedParams(
  { text, settings }: ConfigText,
  params: ReadonlyMap<string, ParamValue>,
  isRoot: boolean,
): string | null {
  const names = [...params.keys()];
  const own = settings.filter(({ path }) => path[0] === 'params');
  const isApart = own.every(({ path }) => {
    const name = path.slice(1).join('.');
    return names.every(
      its => its === name || (!its.startsWith(`${name}.`) && !name.startsWith(`${its}.`)),
    );
  });
  if (!isApart || own.some(({ path }) => path.length === 1)) {
    return null;
  }
  let fixed = isRoot
    ? names.map(name => `params.${quoted(name)} = ${literalOf(params.get(name))}\n`).join('')
    : '';
  let done = 0;
  for (const { path, span } of own) {
    const name = path.slice(1).join('.');
    if (params.has(name)) {
      fixed += `${text.slice(done, span.start)}${literalOf(params.get(name))}`;
      done = span.end;
    }
  }
  return fixed + text.slice(done);
}

/** `site.'max-size'` */
function quoted(name: string): string {
  return name.replaceAll(/[^.]*-[^.]*/g, part => groovyText(part));
}

function literalOf(value: ParamValue = null): string {
  return typeof value === 'string' ? groovyText(value) : String(value);
}
