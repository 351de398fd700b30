import type { SeqeraAction, SeqeraFailure } from '../failure.ts';
import type { SeqeraEndpoint } from './seqeraEndpoint.ts';

/** What the Platform was asked, for people. */
export interface SeqeraCall {
  readonly endpoint: SeqeraEndpoint;
  /** Say `list secrets`. */
  readonly action: SeqeraAction;
  /** The workspace, say `genomics/rnaseq`; null for what is the user's. */
  readonly workspace: string | null;
  /** What the user is there, as far as that is known. */
  readonly roles: readonly string[];
  /** What its address names, where that is neither a workspace nor a secret. */
  readonly subject?: SeqeraSubject;
}

/** What one request is about. */
export type SeqeraSubject = Pick<
  Extract<SeqeraFailure, { kind: 'seqera-missing' }>,
  'subject' | 'id'
>;

/** An answer that refuses, without what it said in full. */
export interface SeqeraRefusal {
  readonly status: number;
  /** What the Platform said, without a value. */
  readonly message: string;
  /** Seconds, where it says when to come again. */
  readonly retryAfter: number | null;
}

/** What a refusal means. */
export function refusalFailure(
  { endpoint, action, workspace, roles, subject }: SeqeraCall,
  { status, message, retryAfter }: SeqeraRefusal,
): SeqeraFailure {
  switch (status) {
    case 401:
      return { kind: 'seqera-signed-out', endpoint, because: 'refused' };
    case 403:
      return { kind: 'seqera-denied', endpoint, action, workspace, roles };
    case 404:
      if (subject) {
        return { kind: 'seqera-missing', endpoint, ...subject };
      }
      return workspace === null
        ? { kind: 'seqera-refused', endpoint, action, status, detail: message }
        : { kind: 'seqera-workspace-unknown', endpoint, workspace };
    case 429:
      return { kind: 'seqera-busy', endpoint, seconds: retryAfter };
    default:
      return { kind: 'seqera-refused', endpoint, action, status, detail: message };
  }
}

/** Milliseconds for the header `Retry-After`: seconds, or a date; null for anything else. */
export function retryAfterOf(
  header: string | null,
  now: number,
  parseDate: (text: string) => number,
): number | null {
  if (header === null) {
    return null;
  }
  if (/^\d+$/.test(header.trim())) {
    return Number(header) * 1000;
  }
  // Much else is taken for a date, say `-1` and `1.5`; one of this header has a name for its month.
  const at = /[a-z]{3}/i.test(header) ? parseDate(header) : NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
