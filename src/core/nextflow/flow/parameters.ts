import type { Block } from '../syntax/syntax.ts';
import { type Context, pathName } from './state/context.ts';
import { nullsOf, type Path } from './state/path.ts';
import { nothing, type Value } from './state/value.ts';

/** `params { token: String = secrets.X }`: a parameter of a type needs a value, but for `String?`. */
export function parameters(body: Block, path: Path, context: Context): Value {
  let name: string | null = null;
  for (const statement of context.matters(body) ? body.statements : []) {
    if (statement.kind === 'label') {
      name = statement.name;
    } else if (statement.kind === 'assign') {
      const [target] = statement.targets;
      const value = context.evaluate(statement.value, path);
      const own: string | null = name ?? (target ? pathName(target) : null);
      if (name !== null && !statement.optional) {
        context.fates.end(nullsOf(value, path), path, { kind: 'parameter', text: name });
      }
      path.scope.assign(`params.${own ?? ''}`, value);
      name = null;
    }
  }
  return nothing;
}
