import * as v from 'valibot';
import { printable } from '../../core/words/printable.ts';

/** What is taken from the Platform's answers; fields that are not named here are left alone. */

/** Comes as a number, and as text where a number cannot hold it. */
export const id = v.pipe(
  v.union([v.number(), v.string()]),
  v.transform(String),
  v.regex(/^\d{1,19}$/),
);
/** As it is, say to be sent back. */
export const exact = v.fallback(v.nullish(v.string(), null), null);
/** For people: what others wrote is shown, and obeyed by nobody. */
export const text = v.pipe(
  exact,
  v.transform(found => found && printable(found)),
);

export const time = v.pipe(
  exact,
  v.transform(at => (at === null || Number.isNaN(Date.parse(at)) ? null : Date.parse(at))),
);

/** Texts as they are. */
export const texts = v.pipe(
  v.nullish(v.array(v.unknown()), null),
  v.transform(found => (found ?? []).filter(one => typeof one === 'string')),
);

/** Rows of a list, and how many there were with those that nobody understands. */
export interface CountedRows<T> {
  readonly found: readonly T[];
  readonly count: number;
}

/** Rows of which one that nobody understands takes no other with it; where that is each, all fails. */
export function rows<T>(row: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, readonly T[]> {
  return v.pipe(
    countedRows(row),
    v.transform(({ found }) => found),
  );
}

/** The same for a list of which the Platform tells how long it is. */
export function countedRows<T>(
  row: v.GenericSchema<unknown, T>,
): v.GenericSchema<unknown, CountedRows<T>> {
  return v.pipe(
    v.array(v.unknown()),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const parsed = dataset.value.map(one => v.safeParse(row, one));
      const found = parsed.flatMap(one => (one.success ? [one.output] : []));
      if (found.length > 0 || parsed.length === 0) {
        return { found, count: parsed.length };
      }
      addIssue({ message: 'no row is as described' });
      return NEVER;
    }),
  );
}

export const serviceInfo = v.object({
  serviceInfo: v.object({
    version: text,
    /** An installation that does not tell has them. */
    userWorkspaceEnabled: v.nullish(v.boolean(), true),
  }),
});

export const userInfo = v.object({
  user: v.object({ id, userName: text }),
});

export const userWorkspaces = v.object({
  orgsAndWorkspaces: rows(
    v.object({
      orgName: text,
      workspaceId: v.nullish(id, null),
      workspaceName: text,
      visibility: text,
      roles: v.pipe(
        texts,
        v.transform(roles => roles.map(printable)),
      ),
    }),
  ),
});

const secret = v.object({
  id: v.nullish(id, null),
  name: v.pipe(v.string(), v.transform(printable)),
  dateCreated: time,
  lastUpdated: time,
  lastUsed: time,
});

/** How many rows the Platform says that there are; null where it does not. */
export const total = v.fallback(v.nullish(v.pipe(v.number(), v.minValue(0)), null), null);

/** What is wrong with a list that has less rows than it says: they cannot be asked for by pages. */
export const incomplete = 'incomplete';

export const secretList = v.pipe(
  v.object({ pipelineSecrets: countedRows(secret), totalSize: total }),
  v.check(
    ({ pipelineSecrets, totalSize }) => pipelineSecrets.count >= (totalSize ?? 0),
    incomplete,
  ),
  v.transform(({ pipelineSecrets }) => pipelineSecrets.found),
);

/** A secret as the Platform lists it. */
export type PlatformSecret = v.InferOutput<typeof secret>;

/** An answer without a body. */
export const emptyBody = v.pipe(
  v.unknown(),
  v.transform(() => undefined),
);

const refusal = v.object({
  message: exact,
  /** Of a launch that is not valid. */
  errors: v.fallback(v.nullish(rows(v.object({ message: v.string() })), []), []),
});

/** What an error says; empty where it says nothing. */
export function messageOf(said: unknown): string {
  const found = v.safeParse(refusal, said);
  const all = found.success
    ? [found.output.message ?? '', ...found.output.errors.map(({ message }) => message)]
    : [];
  return [...new Set(all)].filter(one => one !== '').join(' ');
}
