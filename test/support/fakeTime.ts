import type { Later } from '../../src/services/async/later.ts';

/** A clock that tests move, with what is to happen by it. */
export class FakeTime {
  now = 0;
  #due: { readonly at: number; readonly act: () => void }[] = [];

  readonly later: Later = (delay, act) => {
    const one = { at: this.now + delay, act };
    this.#due.push(one);
    return {
      dispose: () => {
        this.#due = this.#due.filter(other => other !== one);
      },
    };
  };

  /** Lets time pass, with all that becomes due meanwhile in its order. */
  pass(milliseconds: number): void {
    const end = this.now + milliseconds;
    for (;;) {
      const [next] = this.#due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) {
        break;
      }
      this.#due = this.#due.filter(other => other !== next);
      this.now = next.at;
      next.act();
    }
    this.now = end;
  }
}
