/** Seqera Platform did not do what it was asked; `endpoint` is the address of its API. */
export type SeqeraFailure =
  /** Nobody is signed in there, or the token has expired or was revoked. */
  | {
      readonly kind: 'seqera-signed-out';
      readonly endpoint: string;
      readonly because: 'absent' | 'refused';
    }
  /** `workspace` is null for what is the user's own; `roles` are what the user is known to be there. */
  | {
      readonly kind: 'seqera-denied';
      readonly endpoint: string;
      readonly action: SeqeraAction;
      readonly workspace: string | null;
      readonly roles: readonly string[];
    }
  /** It is not there, or not visible to this user. */
  | {
      readonly kind: 'seqera-workspace-unknown';
      readonly endpoint: string;
      readonly workspace: string;
    }
  /** It was removed, or is not visible to this user; `id` is the Platform's. */
  | {
      readonly kind: 'seqera-missing';
      readonly endpoint: string;
      readonly subject: 'run' | 'pipeline' | 'compute environment';
      readonly id: string;
    }
  /** Nobody has said yet which workspace is meant. */
  | { readonly kind: 'seqera-workspace-unset' }
  /** A user's own workspace has no secrets of its own: its runs get the user's. */
  | { readonly kind: 'seqera-workspace-personal' }
  /** The Platform was installed without personal workspaces, so users have no secrets there. */
  | { readonly kind: 'seqera-user-secrets-off'; readonly endpoint: string }
  /** Tried again, in vain; `seconds` where it says when to come back. */
  | {
      readonly kind: 'seqera-busy';
      readonly endpoint: string;
      readonly seconds: number | null;
    }
  /** No answer in time; `reason` is the system's code, say `ECONNREFUSED`, or `timeout`. */
  | {
      readonly kind: 'seqera-unreachable';
      readonly endpoint: string;
      readonly reason: string;
    }
  /** An error that has no kind of its own; `detail` is what the Platform said. */
  | {
      readonly kind: 'seqera-refused';
      readonly endpoint: string;
      readonly action: SeqeraAction;
      readonly status: number;
      readonly detail: string;
    }
  /** Something answered, and not as the Platform does. */
  | {
      readonly kind: 'seqera-answer-unreadable';
      readonly endpoint: string;
      readonly because: UnreadableBecause;
    }
  /** The request was sent, and what became of it is not known; `workspace` as above. */
  | {
      readonly kind: 'seqera-launch-unconfirmed';
      readonly endpoint: string;
      readonly workspace: string | null;
      readonly because: LostAnswer;
    }
  /** The settings, or the environment, name an address to which no token is sent. */
  | {
      readonly kind: 'seqera-endpoint-refused';
      readonly endpoint: string;
      readonly problem: 'not-an-address' | 'not-encrypted' | 'has-credentials';
    };

/** What the Platform is asked to do; `words/seqeraActionText.ts` has the words. */
export type SeqeraAction =
  | 'tell what it is'
  | 'tell who you are'
  | 'list workspaces'
  | `${'list' | 'add' | 'update' | 'remove'} secrets`
  | `${'list' | 'read'} compute environments`
  | `${'list' | 'read'} pipelines`
  | `${'launch' | 'list' | 'read' | 'cancel'} runs`
  | 'read the output of runs';

/** What is wrong with an answer that is none of the Platform's, or a list that is `incomplete`. */
export type UnreadableBecause = 'malformed' | 'too-large' | 'redirect' | 'incomplete';

/** Why it is not known whether the Platform did what it was asked. */
export type LostAnswer =
  /** No answer; `reason` is the system's code, say `ECONNRESET`, or `timeout`. */
  | { readonly kind: 'none'; readonly reason: string }
  /** An answer of something on the way, or of a Platform that broke on it. */
  | { readonly kind: 'status'; readonly status: number; readonly detail: string }
  | { readonly kind: 'unreadable'; readonly because: UnreadableBecause };
