import { Backslashes } from './backslashes.ts';
import { Joins } from './joins.ts';
import { Entities, Percents } from './signedEscapes.ts';
import {
  backslash,
  givenBackslash,
  isEscapeSign,
  isQuote,
  type Unit,
  type UnitSink,
} from './unit.ts';

/** Which kinds of escape are undone. */
export interface Undone {
  readonly backslashes: boolean;
  readonly entities: boolean;
  readonly percents: boolean;
  /** Whether texts of several lines are put together. */
  readonly joins: boolean;
}

/**
 * Undoes the escapes of a text that comes character by character: those of C, JSON, Python, Perl
 * and shells, the entities of HTML and XML, `%41` and `%u20AC`, and texts that are put together of
 * several lines.
 *
 * It does not ask which program wrote the text, and undoes what was escaped several times as far as
 * it goes (`\\\"`, `&amp;lt;`, `%2541`). What matters is that escaping changes nothing: whatever a
 * program makes of a value, it becomes the same here as the value itself.
 */
export class Unescaper {
  readonly backslashes: Backslashes;
  readonly entities: Entities;
  readonly percents: Percents;
  readonly #givenBackslashes: Backslashes;
  readonly #joins: Joins;
  /** Whether nothing is held, so that what begins no escape may pass by. */
  idle = true;

  constructor(
    sink: UnitSink,
    undone: Undone = { backslashes: true, entities: true, percents: true, joins: true },
  ) {
    this.#joins = new Joins(sink, undone.joins);
    this.#givenBackslashes = new Backslashes(this.#joins.take, undone.backslashes, givenBackslash);
    const given = undone.backslashes ? givenBackslash : backslash;
    this.percents = new Percents(this.#givenBackslashes.take, undone.percents, given);
    this.entities = new Entities(this.percents.take, undone.entities);
    this.backslashes = new Backslashes(this.entities.take, undone.backslashes, backslash);
  }

  /** Where an escape begins that is not complete; null where none does. */
  get begun(): number | null {
    return (
      this.#joins.begun ??
      this.#givenBackslashes.begun ??
      this.percents.begun ??
      this.entities.begun ??
      this.backslashes.begun
    );
  }

  take(unit: Unit, start: number, end: number): void {
    this.backslashes.take(unit, start, end);
    this.idle = this.begun === null && !this.#joins.waiting;
  }

  /** What was held back, once no more text comes. */
  flush(): void {
    this.backslashes.flush();
    this.entities.flush();
    this.percents.flush();
    this.#givenBackslashes.flush();
    this.#joins.flush();
    this.idle = true;
  }
}

/** Whether a character begins an escape. */
export function beginsEscape(character: number): boolean {
  return isEscapeSign(character) || isQuote(character);
}
