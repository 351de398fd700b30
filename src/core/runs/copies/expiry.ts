/** So long a copy lives where the cloud can remove it by itself, in milliseconds: a day. */
export const expiry = 24 * 60 * 60 * 1000;

/** How often a run that lives puts its copies' end off, in milliseconds. */
export const expiryRenewal = 60 * 60 * 1000;

/**
 * For so long after its intent a copy whose making was never confirmed may still appear, in
 * milliseconds: a request that timed out here may be carried out there. Every call has ended by then.
 */
export const grace = 60_000;
