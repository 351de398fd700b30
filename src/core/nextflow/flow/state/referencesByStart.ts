import type { Reference } from '../../scan/reference.ts';
import type { Block } from '../../syntax/syntax.ts';
import type { References } from './context.ts';

/** A stretch of a file's outermost level, and the references in it. */
export interface Stretch {
  readonly block: Block;
  readonly references: readonly Reference[];
}

/** The references of stretches by where they start, which most readings do not ask for. */
export class ReferencesByStart implements References {
  readonly #stretches: readonly Stretch[];
  #known: ReadonlyMap<number, Reference> | null = null;
  #declared: Map<string, Reference[]> | null = null;

  constructor(stretches: readonly Stretch[]) {
    this.#stretches = stretches;
  }

  get(start: number): Reference | undefined {
    this.#known ??= new Map(
      this.#stretches.flatMap(({ references }) =>
        references.filter(isProperty).map(reference => [reference.span.start, reference] as const),
      ),
    );
    return this.#known.get(start);
  }

  declaredBy(process: string): readonly Reference[] {
    this.#declared ??= this.#declarations();
    return this.#declared.get(process) ?? [];
  }

  #declarations(): Map<string, Reference[]> {
    const found = new Map<string, Reference[]>();
    for (const { references } of this.#stretches) {
      for (const reference of references) {
        const { place } = reference;
        if (place.kind === 'process' && isDeclaration(reference)) {
          const known = found.get(place.process);
          if (known) {
            known.push(reference);
          } else {
            found.set(place.process, [reference]);
          }
        }
      }
    }
    return found;
  }
}

/** Whether a process declares a secret by its name. */
export function isDeclaration({ kind, name }: Reference): boolean {
  return kind === 'directive' && name !== null;
}

/** Whether the value of a secret is read by its name. */
export function isProperty({ kind, name }: Reference): boolean {
  return kind === 'property' && name !== null;
}
