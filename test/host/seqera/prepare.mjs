// @ts-check
import { join } from 'node:path';
import { makeAuthority } from '../../support/seqera/makeAuthority.mjs';

// Node reads NODE_EXTRA_CA_CERTS when it starts, once.
makeAuthority(join(process.argv[2] ?? '', 'extra'));
