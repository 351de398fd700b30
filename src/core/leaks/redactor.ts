import { type Needles, redactionPlaceholder } from './needles.ts';
import { NeedleScan } from './needleScan.ts';

/** Less text than this is copied without a thought. */
const little = 1024;

/**
 * Takes the values of secrets out of a stream of text, in all forms that `leaks/forms.ts` knows.
 *
 * No form passes however the text is cut: what may be the beginning of one is held back until more
 * text or {@link flush} comes.
 */
export class Redactor {
  readonly #scan: NeedleScan;
  #held = '';
  /** How much of the whole text came before what is held. */
  #passed = 0;

  constructor(needles: Needles) {
    this.#scan = new NeedleScan(needles);
  }

  /** The part of the text so far that is safe to pass on. */
  push(chunk: string): string {
    this.#held += chunk;
    this.#scan.push(chunk);
    const safe = this.#scan.settled - this.#passed;
    const kept = this.#held.length - safe;
    // To cut a bit off a long beginning again and again would take time in its square.
    if (kept > Math.max(safe, little)) {
      return '';
    }
    return this.#pass(this.#scan.take(), safe);
  }

  /** What was held back, once no more text comes. */
  flush(): string {
    return this.#pass(this.#scan.finish(), this.#held.length);
  }

  #pass(found: ReturnType<NeedleScan['take']>, safe: number): string {
    let out = '';
    let from = 0;
    for (const { start, end, mark, more } of found) {
      out +=
        this.#held.slice(from, start - this.#passed) +
        (more ? '' : redactionPlaceholder(mark.name));
      from = end - this.#passed;
    }
    const to = Math.max(from, safe);
    out += this.#held.slice(from, to);
    this.#held = this.#held.slice(to);
    this.#passed += to;
    return out;
  }
}
