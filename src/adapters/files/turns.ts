/** Work on one thing after the other's, work on different things beside each other. */
export function turns(): <T>(thing: string, work: () => Promise<T>) => Promise<T> {
  /** The last that waits for each thing. */
  const last = new Map<string, Promise<unknown>>();
  return (thing, work) => {
    const mine = (last.get(thing) ?? Promise.resolve()).then(work);
    const settled = mine.catch(() => undefined); // Who asked for it hears of it.
    last.set(thing, settled);
    void settled.then(() => {
      if (last.get(thing) === settled) {
        last.delete(thing);
      }
    });
    return mine;
  };
}
