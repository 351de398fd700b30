import type { FakePlatform } from './fakePlatform.ts';
import type { FakeUser, FakeWorkspace } from './platformState.ts';

/** The people and workspaces of an invented organisation. */
export interface FakeOrganization {
  readonly ada: FakeUser;
  readonly grace: FakeUser;
  /** Ada maintains it, and Grace may only launch. */
  readonly rnaseq: FakeWorkspace;
  /** Shared; Ada may only look. */
  readonly references: FakeWorkspace;
  /** Ada has a role of the organisation's own. */
  readonly trials: FakeWorkspace;
}

/** Fills a Platform with them; nobody has secrets yet. */
export function addOrganization({ state }: FakePlatform): FakeOrganization {
  const ada = state.addUser('ada', 'token-of-ada-5d21');
  const grace = state.addUser('grace', 'token-of-grace-a7c4');
  return {
    ada,
    grace,
    rnaseq: state.addWorkspace('genomics', 'rnaseq', { ada: ['maintain'], grace: ['launch'] }),
    references: state.addWorkspace(
      'genomics',
      'references',
      { ada: ['view'], grace: ['owner'] },
      true,
    ),
    trials: state.addWorkspace('clinic', 'trials', { ada: ['data-steward'] }),
  };
}
