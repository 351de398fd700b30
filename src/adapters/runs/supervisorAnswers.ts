import type { RunFolder } from '../runFolders/runFolder.ts';
import { askSupervisor } from './connectTo.ts';
import type { ControlClient, HelloAnswer } from './controlClient.ts';

/**
 * Whether the supervisors of runs are there. A question that one does not answer in time stays open:
 * who asks next need not wait again, and learns what has come of it meanwhile.
 */
export class SupervisorAnswers {
  readonly #open = new Map<string, { readonly client: ControlClient; answer: HelloAnswer }>();

  async of(folder: RunFolder): Promise<HelloAnswer> {
    const asked = this.#open.get(folder.path);
    if (asked?.answer === 'silent') {
      return 'silent';
    }
    this.#open.delete(folder.path);
    return asked?.answer === 'hello' ? 'hello' : this.#ask(folder);
  }

  dispose(): void {
    for (const { client } of this.#open.values()) {
      client.dispose();
    }
  }

  async #ask(folder: RunFolder): Promise<HelloAnswer> {
    const { client, answer } = await askSupervisor(folder, new AbortController().signal);
    if (client && answer === 'silent') {
      this.#keep(folder, client);
    } else {
      client?.dispose();
    }
    return answer;
  }

  #keep(folder: RunFolder, client: ControlClient): void {
    this.#open.get(folder.path)?.client.dispose();
    const asked = { client, answer: 'silent' as HelloAnswer };
    this.#open.set(folder.path, asked);
    void client.answer.then(answer => {
      // Where so many wait that nobody more is let in, it is to be asked again.
      asked.answer = answer === 'silent' ? 'none' : answer;
      client.dispose();
    });
  }
}
