import type { Cloud } from '../failure.ts';

/** What people call a cloud. */
export const cloudName: Readonly<Record<Cloud, string>> = { aws: 'AWS', google: 'Google Cloud' };
