/** Copies for runs, in every account that the role reaches: as the page writes it. */
export const copiesOfRegion = 'arn:aws:secretsmanager:<COMPUTE_REGION>:*:secret:tower-*';
/** Copies for runs, in one account and region. */
export const copiesOfAccount = 'arn:aws:secretsmanager:<COMPUTE_REGION>:<ACCOUNT>:secret:tower-*';
/** Secrets of teams and users that this extension keeps in AWS. */
export const definitions =
  'arn:aws:secretsmanager:<COMPUTE_REGION>:<ACCOUNT>:secret:<SECRET_PREFIX>*';
/** Job definitions that are registered for runs; each has revisions, `tower-…:1`. */
export const jobDefinitions = 'arn:aws:batch:<COMPUTE_REGION>:<ACCOUNT>:job-definition/tower-*';
/** The role that tasks have, where the pipeline's config names one. */
export const taskRole = 'arn:aws:iam::<ACCOUNT>:role/<JOB_ROLE>';
/** The role with which the ECS agent of a Batch cluster fetches secrets. */
export const executionRole = 'arn:aws:iam::<ACCOUNT>:role/<BATCH_CLUSTER>-ExecutionRole';
