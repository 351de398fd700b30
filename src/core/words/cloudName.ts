import type { Cloud } from '../failure.ts';
import { storeNames } from '../secrets/storeFacts.ts';

/** What people call a cloud. */
export const cloudName: Readonly<Record<Cloud, string>> = storeNames;
