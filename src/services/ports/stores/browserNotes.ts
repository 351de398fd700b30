import type { Notes } from '../../../core/stores/browserNote.ts';
import type { Event } from '../../async/event.ts';

/**
 * What was stored in the pages of a browser, as the machine that serves them remembers it, for
 * every window on it. Never a value.
 */
export interface BrowserNotes {
  read(): Promise<Notes>;
  /** Holds every other window off while something is stored, and keeps what comes of it. */
  during(work: (notes: Notes) => Promise<Notes>): Promise<void>;
  /** Some window has stored something. */
  readonly onDidChange: Event<void>;
}
