import { copyContract } from '../../../contract/copyContract.ts';
import { definitionContract } from '../../../contract/definitionContract.ts';
import { storeContract } from '../../../contract/storeContract.ts';
import { MemoryCopies } from '../../../support/memoryCopies.ts';
import { MemoryDefinitions } from '../../../support/memoryDefinitions.ts';
import { Memory, MemoryStore } from '../../../support/memoryStore.ts';

storeContract('in memory', () => {
  const memory = new Memory();
  return Promise.resolve({
    context: scope => new MemoryStore(scope, memory),
    leave: () => undefined,
  });
});

copyContract('in memory', () => {
  const manager = new MemoryCopies();
  return Promise.resolve({
    context: {
      manager,
      keyOf: (run, name) => `tower-${run}/${name}`,
      read: key => Promise.resolve(manager.copies.get(key)?.value.reveal() ?? null),
      expires: true,
    },
    leave: () => undefined,
  });
});

definitionContract('in memory', () => {
  const manager = new MemoryDefinitions();
  return Promise.resolve({
    context: {
      manager,
      read: key => {
        const made = manager.active.get(key);
        const copies = [...(made?.copies ?? [])].map(([name, copy]) => `${name} from ${copy}`);
        return Promise.resolve(made ? `${copies.join()} as ${made.executionRole}` : null);
      },
      plant: name => {
        manager.active.set(name, null);
        return Promise.resolve();
      },
    },
    leave: () => undefined,
  });
});
