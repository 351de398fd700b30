import type { SeqeraFailure } from '../../../core/failure.ts';
import type { Result } from '../../../core/result.ts';
import type { SeqeraPlace } from '../../../services/ports/stores/seqeraSessions.ts';
import { showFailure } from '../../ui/showFailure.ts';
import type { SeqeraRunsDeps } from './seqeraRunsDeps.ts';

/**
 * Follows the run that a launch has given, in a terminal of its own, and gives its id. Where there
 * is none, that is told; where nobody knows, the runs are read again, so that it is seen among them.
 */
export function followLaunch(
  { remote, terminals }: Pick<SeqeraRunsDeps, 'remote' | 'terminals'>,
  place: SeqeraPlace,
  pipeline: string,
  launched: Result<string, SeqeraFailure>,
): string | null {
  if (launched.ok) {
    remote.follow(place, launched.value);
    terminals.show(place, launched.value, pipeline.replace(/^.*\//, ''));
    return launched.value;
  }
  showFailure(launched.error);
  if (launched.error.kind === 'seqera-launch-unconfirmed') {
    void remote.refresh(); // Its failure is shown with the runs.
  }
  return null;
}
