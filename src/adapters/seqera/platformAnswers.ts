import * as v from 'valibot';

/** What is taken from the Platform's answers; fields that are not named here are left alone. */

/** Comes as a number, and as text where a number cannot hold it. */
export const id = v.pipe(
  v.union([v.number(), v.string()]),
  v.transform(String),
  v.regex(/^\d{1,19}$/),
);
export const text = v.nullish(v.string(), null);

export const time = v.pipe(
  v.nullish(v.string(), null),
  v.transform(at => (at === null || Number.isNaN(Date.parse(at)) ? null : Date.parse(at))),
);

export const serviceInfo = v.object({
  serviceInfo: v.object({
    version: text,
    /** An installation that does not tell has them. */
    userWorkspaceEnabled: v.nullish(v.boolean(), true),
  }),
});

export const userInfo = v.object({
  user: v.object({ id, userName: v.string() }),
});

export const userWorkspaces = v.object({
  orgsAndWorkspaces: v.array(
    v.object({
      orgName: v.string(),
      workspaceId: v.nullish(id, null),
      workspaceName: text,
      visibility: text,
      roles: v.nullish(v.array(v.string()), []),
    }),
  ),
});

const secret = v.object({
  id,
  name: v.string(),
  dateCreated: time,
  lastUpdated: time,
  lastUsed: time,
});

export const secretList = v.object({ pipelineSecrets: v.array(secret) });

/** A secret as the Platform lists it. */
export type PlatformSecret = v.InferOutput<typeof secret>;

/** An answer without a body. */
export const emptyBody = v.pipe(
  v.unknown(),
  v.transform(() => undefined),
);

/** What an error says. */
export const refusal = v.object({ message: v.string() });
