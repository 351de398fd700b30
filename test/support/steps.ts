import { type Profiler, Session } from 'node:inspector';

/**
 * Counts steps: every run of every block of our code, as V8 counts them. A measure of growth that
 * no busy machine disturbs.
 */
export class StepCounter {
  readonly #file: string;
  readonly #session = new Session();

  /** `file` is the address of our code, none of which may have run: V8 counts what it compiles after. */
  constructor(file: string) {
    this.#file = file;
    this.#session.connect();
    this.#post('Profiler.enable');
    this.#post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  count(work: () => void): number {
    this.#post('Profiler.takePreciseCoverage'); // Begins to count again.
    work();
    const taken = this.#post('Profiler.takePreciseCoverage');
    return (taken as Profiler.TakePreciseCoverageReturnType).result
      .filter(({ url }) => url === this.#file)
      .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
      .reduce((total, { count }) => total + count, 0);
  }

  #post(method: string, params?: object): unknown {
    let answer: unknown;
    this.#session.post(method, params, (error, result) => {
      answer = error ?? result;
    });
    return answer;
  }
}
