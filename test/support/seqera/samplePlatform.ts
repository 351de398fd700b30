import { addOrganization } from './fakeOrganization.ts';
import { FakePlatform } from './fakePlatform.ts';

/** What somebody needs who tries the extension on a Platform of this machine. */
export interface SamplePlatform {
  readonly endpoint: string;
  readonly token: string;
}

/** Starts a Platform with a sample organisation: Ada maintains `genomics/rnaseq`. */
export async function startSample(port: number): Promise<SamplePlatform> {
  const platform = await FakePlatform.start(port);
  const { ada, rnaseq, references } = addOrganization(platform);
  const { state } = platform;
  const month = 30 * 86_400_000;
  state.addSecret(rnaseq, 'DB_USER', 'sample', Date.now() - 3 * month);
  state.addSecret(rnaseq, 'DB_PASSWORD', 'sample', Date.now() - month);
  state.addSecret(references, 'LICENCE_KEY', 'sample', Date.now() - month);
  state.addSecret(ada, 'DB_USER', 'sample');
  return { endpoint: platform.endpoint, token: ada.token };
}
