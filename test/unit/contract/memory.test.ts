import { copyContract } from '../../contract/copyContract.ts';
import { storeContract } from '../../contract/storeContract.ts';
import { Memory, MemoryStore } from '../../support/memoryStore.ts';
import { MemoryCopies } from '../../support/memoryCopies.ts';

storeContract('in memory', () => {
  const memory = new Memory();
  return Promise.resolve({
    ground: scope => new MemoryStore(scope, memory),
    leave: () => undefined,
  });
});

copyContract('in memory', () => {
  const manager = new MemoryCopies();
  return Promise.resolve({
    ground: {
      manager,
      keyOf: (run, name) => `tower-${run}/${name}`,
      read: key => Promise.resolve(manager.copies.get(key)?.value.reveal() ?? null),
      expires: true,
    },
    leave: () => undefined,
  });
});
