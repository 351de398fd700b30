/** A workspace of the Platform, as one of its users sees it. */
export interface SeqeraWorkspace {
  /** 64 bits wide, so it is text. */
  readonly id: string;
  readonly organization: string;
  readonly name: string;
  /** A shared one shows its pipelines to the organisation's other workspaces. */
  readonly shared: boolean;
  /** What this user is there, say `maintain`. */
  readonly roles: readonly string[];
}

/** A row of the Platform's listing: a workspace, or an organisation where it has no workspace. */
export interface WorkspaceRow {
  /** Null for what belongs to no organisation. */
  readonly orgName: string | null;
  readonly workspaceId: string | null;
  readonly workspaceName: string | null;
  readonly visibility: string | null;
  readonly roles: readonly string[];
}

/** Who may use the Platform, as the Platform knows its token. */
export interface SeqeraUser {
  readonly id: string;
  readonly name: string;
}

/** The workspaces of a listing. Whoever owns an organisation owns each of its workspaces. */
export function workspacesIn(rows: readonly WorkspaceRow[]): readonly SeqeraWorkspace[] {
  const owned = new Set(
    rows.flatMap(({ orgName, workspaceId, roles }) =>
      workspaceId === null && orgName !== null && roles.includes('owner') ? [orgName] : [],
    ),
  );
  const found = new Map<string, SeqeraWorkspace>();
  for (const { orgName, workspaceId, workspaceName, visibility, roles } of rows) {
    if (workspaceId !== null && workspaceName !== null) {
      // Of one that is listed twice, say by way of a team, all roles count.
      const before = found.get(workspaceId)?.roles ?? [];
      const own = orgName !== null && owned.has(orgName) ? ['owner'] : [];
      found.set(workspaceId, {
        id: workspaceId,
        organization: orgName ?? '',
        name: workspaceName,
        shared: visibility === 'SHARED',
        roles: [...new Set([...before, ...roles, ...own])],
      });
    }
  }
  return [...found.values()];
}

/** What settings call the workspace that is each user's own: it is in no organisation. */
export const personalWorkspace = 'personal';

/** What a setting names: an organisation's workspace, or null for the user's own. */
export function namedWorkspace(text: string): string | null {
  return text === personalWorkspace ? null : text;
}

/** A workspace as people and settings name it: `genomics/rnaseq`. */
export function workspaceName({ organization, name }: SeqeraWorkspace): string {
  return organization === '' ? name : `${organization}/${name}`;
}

/** The workspace that a text names, by `genomics/rnaseq` or by its number, as `tw -w` does. */
export function findWorkspace(
  workspaces: readonly SeqeraWorkspace[],
  text: string,
): SeqeraWorkspace | null {
  const named = workspaces.find(workspace => workspaceName(workspace) === text);
  return named ?? workspaces.find(({ id }) => id === text) ?? null;
}
