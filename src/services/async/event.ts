/** Ends what it was given for, say a subscription. Satisfied by `vscode.Disposable` too. */
export interface Subscription {
  dispose(): void;
}

export type Listener<T> = (event: T) => void;
export type Event<T> = (listener: Listener<T>) => Subscription;

/** Announces that something has happened. Events announce; methods command. */
export class Emitter<T> {
  readonly #listeners = new Set<Listener<T>>();

  readonly event: Event<T> = listener => {
    const own: Listener<T> = event => {
      listener(event);
    };
    this.#listeners.add(own);
    return { dispose: () => this.#listeners.delete(own) };
  };

  fire(event: T): void {
    for (const listener of [...this.#listeners]) {
      listener(event);
    }
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
