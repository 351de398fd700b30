import { RunState, timeText } from './runState.ts';

/** What a fake Platform knows. */

export interface FakeUser {
  readonly id: bigint;
  readonly userName: string;
  /** What it takes as proof; revoked when it is empty. */
  token: string;
}

export interface FakeWorkspace {
  readonly id: bigint;
  readonly organization: string;
  name: string;
  readonly shared: boolean;
  /** By user name. */
  readonly roles: Map<string, readonly string[]>;
}

export interface FakeSecret {
  readonly id: bigint;
  readonly name: string;
  dateCreated: string;
  lastUpdated: string;
  lastUsed: string | null;
  /** No request gives it out; tests look here. */
  value: string;
}

/** The users, workspaces and secrets of a fake Platform. */
export class PlatformState {
  readonly users: FakeUser[] = [];
  readonly organizations: {
    readonly name: string;
    readonly id: bigint;
    readonly owners: string[];
  }[] = [];
  readonly workspaces: FakeWorkspace[] = [];
  userWorkspaceEnabled = true;
  /** Rows of a page at most, whatever is asked for. */
  largestPage = 100;
  readonly #runs = new Map<string, RunState>();
  readonly #secrets = new Map<string, FakeSecret[]>();
  /** The first is beyond 2^53, where a number of JavaScript would round it to another. */
  #lastId = 9_007_199_254_740_992n;

  nextId(): bigint {
    return (this.#lastId += 1n);
  }

  addUser(userName: string, token: string): FakeUser {
    const user = { id: this.nextId(), userName, token };
    this.users.push(user);
    return user;
  }

  addWorkspace(
    organization: string,
    name: string,
    roles: Readonly<Record<string, readonly string[]>>,
    shared = false,
  ): FakeWorkspace {
    if (!this.organizations.some(other => other.name === organization)) {
      this.organizations.push({ name: organization, id: this.nextId(), owners: [] });
    }
    const id = this.nextId();
    const workspace = { id, organization, name, shared, roles: new Map(Object.entries(roles)) };
    this.workspaces.push(workspace);
    return workspace;
  }

  /** The secrets of a workspace, or of a user. */
  secretsOf(owner: FakeWorkspace | FakeUser): FakeSecret[] {
    const key = String(owner.id);
    const found = this.#secrets.get(key) ?? [];
    this.#secrets.set(key, found);
    return found;
  }

  /** The launches of a workspace, or of a user. */
  runsOf(owner: FakeWorkspace | FakeUser): RunState {
    const key = String(owner.id);
    const found = this.#runs.get(key) ?? new RunState();
    this.#runs.set(key, found);
    return found;
  }

  addSecret(
    owner: FakeWorkspace | FakeUser,
    name: string,
    value: string,
    now = Date.now(),
  ): FakeSecret {
    const at = timeText(now);
    const secret = {
      id: this.nextId(),
      name,
      value,
      dateCreated: at,
      lastUpdated: at,
      lastUsed: null,
    };
    this.secretsOf(owner).push(secret);
    return secret;
  }

  rolesIn(workspace: FakeWorkspace, { userName }: FakeUser): readonly string[] {
    const owner = this.organizations.some(
      ({ name, owners }) => name === workspace.organization && owners.includes(userName),
    );
    return owner ? ['owner'] : (workspace.roles.get(userName) ?? []);
  }
}
