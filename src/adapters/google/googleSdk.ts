/** The vendor's client, in a file of its own that is loaded on first use. */
export { crc32c } from '@aws-crypto/crc32c';
export { SecretManagerServiceClient } from '@google-cloud/secret-manager/build/src/v1/secret_manager_service_client.js';
export { credentials } from '@grpc/grpc-js';
export { GoogleAuth, JWT } from 'google-auth-library';
