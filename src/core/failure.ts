import type { SeqeraFailure } from './seqeraFailure.ts';

export type {
  LostAnswer,
  SeqeraAction,
  SeqeraFailure,
  UnreadableBecause,
} from './seqeraFailure.ts';

/** An extra argument that a launch cannot take, with what to do instead. */
export interface ArgumentProblem {
  readonly argument: string;
  readonly because: 'detaches' | 'set-already' | 'own-step';
}

/**
 * Every failure that is expected to happen, as facts.
 *
 * `words/failureMessage.ts` words them; a window adds buttons to it and the command line options. A
 * bug is not one of these: it throws. A cancelled operation passes its `AbortError` on.
 */
export type Failure = StoreFailure | FileFailure | ToolFailure | RunFailure;

/** A cloud whose secret manager we use. */
export type Cloud = 'aws' | 'google';

/** A store of secrets did not do what it was asked. */
export type StoreFailure =
  | { readonly kind: 'store-unavailable'; readonly reason: string }
  | { readonly kind: 'secret-exists'; readonly name: string }
  | { readonly kind: 'secret-not-found'; readonly name: string }
  /** A cloud does not take a value of so many bytes. */
  | {
      readonly kind: 'value-too-large';
      readonly name: string;
      readonly bytes: number;
      readonly cloud: Cloud;
    }
  /** What was removed belongs to a store that the scope has not any more; `store` is for people. */
  | { readonly kind: 'store-replaced'; readonly store: string }
  /** Nextflow takes its store file with the mode 600 alone; `mode` is octal, say `644`. */
  | { readonly kind: 'store-file-mode'; readonly path: string; readonly mode: string }
  /** Another window or browser has changed these since; writing here would undo it. */
  | { readonly kind: 'browser-storage-behind'; readonly names: readonly string[] }
  /** What was written is not what is read. */
  | { readonly kind: 'browser-storage-lost'; readonly name: string }
  /** The store gives no value back to anybody; `store` is for people. */
  | { readonly kind: 'value-write-only'; readonly name: string; readonly store: string }
  | Extract<FileFailure, { kind: 'file-unreadable' | 'file-malformed' | 'file-not-written' }>
  | CloudFailure
  | SeqeraFailure;

/** A cloud's secret manager did not do what it was asked. */
export type CloudFailure =
  /** Nobody is signed in, or not any more. `connection` names the profile or account for people. */
  | {
      readonly kind: 'cloud-signed-out';
      readonly cloud: Cloud;
      readonly connection: string;
      /**
       * `code`: the role wants a code of the user's device, which was not asked for unbidden.
       * `unanswered`: what gives the credentials, say a program, was given up.
       */
      readonly because: 'absent' | 'expired' | 'invalid' | 'code' | 'unanswered';
    }
  /** Nothing says which region, project or execution role of AWS Batch is meant. */
  | {
      readonly kind: 'cloud-not-set-up';
      readonly cloud: Cloud;
      readonly missing: 'region' | 'project' | 'execution role';
    }
  /** `permission` is the missing IAM action or permission, say `secretsmanager:CreateSecret`. */
  | {
      readonly kind: 'cloud-denied';
      readonly cloud: Cloud;
      readonly permission: string;
      readonly resource: string;
    }
  /** Tried again, in vain. */
  | { readonly kind: 'cloud-throttled'; readonly cloud: Cloud; readonly action: string }
  /** No answer in time; `reason` is the system's code, say `ECONNREFUSED`, or `timeout`. */
  | { readonly kind: 'cloud-unreachable'; readonly cloud: Cloud; readonly reason: string }
  /** It was reached, and the connection broke before the answer was there. */
  | { readonly kind: 'cloud-cut-off'; readonly cloud: Cloud; readonly reason: string }
  /** What answers shows a certificate that this machine does not trust: often a proxy that reads along. */
  | { readonly kind: 'cloud-untrusted'; readonly cloud: Cloud; readonly reason: string }
  /** Something on the way answered in its place: a proxy or a firewall, mostly with a web page. */
  | { readonly kind: 'cloud-intercepted'; readonly cloud: Cloud; readonly status: number }
  /** The clock of this machine is too far from the cloud's. */
  | { readonly kind: 'cloud-clock-skew'; readonly cloud: Cloud }
  | { readonly kind: 'aws-region-malformed'; readonly region: string }
  /** The KMS key of a secret is disabled, or waits for its deletion. */
  | { readonly kind: 'aws-key-unusable'; readonly resource: string }
  /** The service answered with an error that has no kind of its own; `code` is the service's. */
  | {
      readonly kind: 'cloud-refused';
      readonly cloud: Cloud;
      readonly action: string;
      readonly code: string;
    }
  /** A service account's key, at `path`, lies in another project than the one in use. */
  | {
      readonly kind: 'google-project-differs';
      readonly path: string;
      readonly own: string;
      readonly chosen: string;
    }
  /** A file of credentials of a kind that Google's library does not know, say `gdch_service_account`. */
  | { readonly kind: 'google-credentials-kind'; readonly path: string; readonly type: string }
  /** Credentials that a program gives, which nothing allows to be run. */
  | { readonly kind: 'google-executable-forbidden'; readonly path: string }
  /** Nobody has switched Secret Manager on in the project. */
  | { readonly kind: 'google-api-disabled'; readonly project: string }
  /** A secret has its new value, and earlier ones are still there; `reason` is for people. */
  | { readonly kind: 'google-versions-left'; readonly name: string; readonly reason: string }
  | { readonly kind: 'google-billing-disabled'; readonly project: string }
  /** A person's calls count for a project; `project` is one that they may not use so, null for none. */
  | { readonly kind: 'google-quota-project'; readonly project: string | null }
  /** The latest version has no value to read; `state` is `disabled` or `destroyed`. */
  | {
      readonly kind: 'google-version-unreadable';
      readonly resource: string;
      readonly state: 'disabled' | 'destroyed';
    }
  /** A removed secret of that key still waits out its recovery window. */
  | { readonly kind: 'copy-awaits-deletion'; readonly key: string };

/** A file that we were pointed at. `reason` is the system's code, say `EACCES`. */
export type FileFailure =
  | { readonly kind: 'file-unreadable'; readonly path: string; readonly reason: string }
  | { readonly kind: 'file-malformed'; readonly path: string; readonly detail: string }
  | { readonly kind: 'file-not-written'; readonly path: string; readonly reason: string }
  | { readonly kind: 'file-not-removed'; readonly path: string; readonly reason: string }
  /** It was to be removed, and something that lives may have begun to use it. */
  | { readonly kind: 'file-in-use'; readonly path: string };

/** A program that a run needs. */
export type ToolFailure =
  | { readonly kind: 'nextflow-not-found'; readonly setting: string | null }
  | { readonly kind: 'nf-test-not-found'; readonly setting: string | null }
  /** `found` is the version of one that is too old for any Nextflow, say `1.8.0_402`. */
  | { readonly kind: 'java-not-found'; readonly found: string | null };

/** A run could not be started, reached or cleaned. */
export type RunFailure =
  | { readonly kind: 'workspace-untrusted' }
  | { readonly kind: 'script-not-found'; readonly path: string }
  | ({ readonly kind: 'argument-refused' } & ArgumentProblem)
  /** Another window or click is starting the same just now. */
  | { readonly kind: 'launch-in-progress'; readonly path: string }
  /** `mode` is octal, say `755`. */
  | { readonly kind: 'state-folder-not-private'; readonly path: string; readonly mode: string }
  | { readonly kind: 'state-folder-not-writable'; readonly path: string; readonly reason: string }
  /** Others can put another folder in its place, by way of one `above` it, or of a link. */
  | {
      readonly kind: 'state-folder-exposed';
      readonly path: string;
      readonly above: string;
      readonly because: 'foreign' | 'open';
      /** A folder that is safe, or can be made so; null where none is found. */
      readonly instead: string | null;
    }
  /** Nextflow hands the store's path to shells unquoted. */
  | { readonly kind: 'unsafe-path'; readonly path: string; readonly character: string }
  /** Compute nodes do not see it; `fileSystem` is its type, say `tmpfs`. */
  | { readonly kind: 'folder-not-shared'; readonly path: string; readonly fileSystem: string }
  | { readonly kind: 'supervisor-not-started'; readonly detail: string }
  | { readonly kind: 'run-not-found'; readonly run: string }
  /** Nextflow's log of a run, or what a task left; somebody may have cleaned up. */
  | {
      readonly kind: 'run-file-gone';
      readonly what: 'log' | 'task-log' | 'work';
      readonly path: string;
    }
  /** `silent`: its supervisor is there, and has not answered in time. */
  | { readonly kind: 'run-unreachable'; readonly run: string; readonly silent?: true }
  /** Something in its folder, or of its disk, is in the way; `reason` is the system's code or words. */
  | {
      readonly kind: 'run-not-finished';
      readonly run: string;
      readonly path: string;
      readonly reason: string;
    }
  /** It was to be forgotten; `reason` is the system's code or words. */
  | {
      readonly kind: 'run-not-forgotten';
      readonly run: string;
      readonly path: string;
      readonly reason: string;
    }
  /** Each reason names the command and what became of it, say `scancel 17: ENOENT`. */
  | { readonly kind: 'tasks-not-stopped'; readonly reasons: readonly string[] }
  | {
      readonly kind: 'copies-not-removed';
      readonly run: string;
      readonly reasons: readonly string[];
    }
  /**
   * A run's journal does not tell all: `reason` is `damaged`, `missing` or the system's code. What
   * is its own on this machine is gone.
   */
  | {
      readonly kind: 'journal-damaged';
      readonly run: string;
      readonly path: string;
      readonly reason: string;
    };
