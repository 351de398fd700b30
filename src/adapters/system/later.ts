import type { Later } from '../../services/async/later.ts';

/** Acts once after a while, by the system's own steady clock. */
export const later: Later = (delay, act) => {
  const timer = setTimeout(act, delay);
  return {
    dispose: () => {
      clearTimeout(timer);
    },
  };
};
