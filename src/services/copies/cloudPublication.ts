import { cloudOf, type CloudTarget } from '../../core/runs/backends/runTarget.ts';
import { copyKey } from '../../core/runs/copies/copyKey.ts';
import { expiry } from '../../core/runs/copies/expiry.ts';
import type { Assignment } from '../../core/runs/record/protocol.ts';
import { SecretValue } from '../../core/secrets/secretValue.ts';
import { placePublication, required } from './placePublication.ts';
import type { Publication } from './publication.ts';
import type { PublishDeps } from './publishDeps.ts';

/** Copies in a cloud, and what it calls each of them, by the names of the secrets, once published. */
export interface CloudPublication extends Publication {
  readonly published: ReadonlyMap<string, string>;
}

/** The copies that tasks of a cloud read; only what some task may read is there. */
export async function cloudPublication(
  deps: Omit<PublishDeps, 'store'>,
  assignment: Assignment,
  target: CloudTarget,
): Promise<CloudPublication> {
  const { places, now, signal } = deps;
  const place = required(await places.copies(target, signal));
  const cloud = cloudOf(target);
  const { run } = assignment;
  const published = new Map<string, string>();
  const secrets = assignment.secrets.filter(({ inCloud = true }) => inCloud);
  const copies = secrets.map(({ name, value }) => ({
    name,
    key: copyKey(cloud, run, name),
    value: new SecretValue(value),
    run,
    expiresAt: now() + expiry,
  }));
  const put = async ({ name, ...copy }: (typeof copies)[number]) => {
    const done = await place.manager.put(copy, signal);
    if (done.ok) {
      published.set(name, done.value);
    }
    return done;
  };
  const failed = 'the secrets could not be published';
  return { ...placePublication(deps, place, { all: copies, put, failed }), published };
}
