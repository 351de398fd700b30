import type { Unit, UnitSink } from './unit.ts';

/** A unit that may belong to an escape, and where it stands. */
export interface Held {
  readonly unit: Unit;
  readonly start: number;
  readonly end: number;
}

/** One kind of escape. Units that may belong to one are held, and passed on where they do not. */
export abstract class EscapeStage {
  /** The end of the last escape that was undone. */
  last = -1;
  start = 0;
  held: Held[] = [];
  readonly sink: UnitSink;
  readonly #undone: boolean;

  readonly take = (unit: Unit, start: number, end: number): void => {
    if (this.#undone) {
      this.read(unit, start, end);
    } else {
      this.sink(unit, start, end);
    }
  };

  constructor(sink: UnitSink, undone: boolean) {
    this.sink = sink;
    this.#undone = undone;
  }

  abstract get begun(): number | null;
  abstract read(unit: Unit, start: number, end: number): void;
  abstract flush(): void;

  undo(unit: Unit, end: number): void {
    this.last = end;
    this.held = [];
    this.sink(unit, this.start, end);
  }

  hold(unit: Unit, start: number, end: number): void {
    this.held.push({ unit, start, end });
  }

  release(): void {
    const { held } = this;
    this.held = [];
    for (const { unit, start, end } of held) {
      this.sink(unit, start, end);
    }
  }

  /** The number that the held digits are. */
  number(radix: number, from = 0): number {
    return parseInt(String.fromCharCode(...this.held.slice(from).map(({ unit }) => unit)), radix);
  }
}
