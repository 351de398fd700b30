import type { Reference } from '../scan/reference.ts';
import type { Context } from './state/context.ts';
import { nullsOf, type Path } from './state/path.ts';
import { joined, nothing, type Truth, type Value } from './state/value.ts';

/** What a method is called on and with, and what its closures give. */
interface Parts {
  readonly held: Value;
  readonly given: readonly Value[];
  readonly inside: readonly Value[];
}

/** What `Optional` and `Objects` tell of a value that may be null; null of any other call. */
export function presenceCall(
  whole: string,
  name: string,
  parts: Parts,
  path: Path,
  context: Context,
): Value | null {
  const [first = nothing] = parts.given;
  switch (whole.replace(/^java\.util\./, '')) {
    case 'Optional.ofNullable':
      return { ...first, optional: true };
    case 'Objects.isNull':
      return asked(nullsOf(first, path), 'true', context);
    case 'Objects.nonNull':
      return asked(nullsOf(first, path), 'false', context);
    default:
      return parts.held.optional === true ? ofOptional(name, parts, path, context) : null;
  }
}

function ofOptional(
  name: string,
  { held, given, inside }: Parts,
  path: Path,
  context: Context,
): Value {
  const nulls = nullsOf(held, path);
  switch (name) {
    case 'get':
    case 'orElseThrow': {
      const text = inside.length > 0 ? null : 'No value present';
      context.fates.end(nulls, path, { kind: 'error', text });
      return joined([held]);
    }
    case 'isPresent':
      return asked(nulls, 'false', context);
    case 'isEmpty':
      return asked(nulls, 'true', context);
    default:
      context.fates.ask(nulls);
      return ['map', 'flatMap', 'filter', 'or'].includes(name)
        ? { ...joined(name === 'map' ? inside : [held]), nulls: held.nulls, optional: true }
        : joined([held, ...given, ...inside]);
  }
}

/** A condition that is this without any of these. */
function asked(nulls: readonly Reference[], truth: Truth, { fates }: Context): Value {
  fates.ask(nulls);
  return { ...nothing, without: new Map(nulls.map(each => [each, truth])) };
}
