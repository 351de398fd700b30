/**
 * A look that takes long, for many who ask at once: each gets one that began after it asked, and all
 * who ask while one is under way share the next.
 */
export function sharedLook<T>(look: () => Promise<T>): () => Promise<T> {
  let current: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | null = null;
  return () => {
    next ??= current.then(() => {
      const begun = look();
      // Who asked hears of it; nothing of the answer is kept.
      current = begun.then(
        () => undefined,
        () => undefined,
      );
      next = null;
      return begun;
    });
    return next;
  };
}
