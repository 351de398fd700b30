import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAlive } from '../../../../src/adapters/system/processes.ts';
import { StartedPrograms } from '../../../../src/adapters/system/startedPrograms.ts';
import { endDescendants } from '../../../../src/cli/endDescendants.ts';
import { endPrograms } from '../../../../src/supervisor/end/endPrograms.ts';
import { hangingLibrary } from '../../../support/hangingLibrary.ts';
import { until } from '../../../support/until.ts';

for (const end of [endPrograms, endDescendants]) {
  test(`${end.name} leaves no program behind whose shell has ended before`, async t => {
    const library = hangingLibrary(t);
    const cancel = new AbortController();
    const answer = new StartedPrograms(() => undefined).wait(library.ask, cancel.signal);
    const program = await library.program();
    cancel.abort(new Error('given up'));
    await assert.rejects(answer, /given up/);
    await until(
      () => !process.getActiveResourcesInfo().includes('ProcessWrap'),
      'the end of the shell',
    );
    const kill = t.mock.method(process, 'kill');
    await end();
    const killed = kill.mock.calls.filter(call => call.arguments[1] === 'SIGKILL');
    assert.ok(killed.some(call => call.arguments[0] === program.pid));
    await until(async () => !(await isAlive(program)), 'its end');
  });
}
