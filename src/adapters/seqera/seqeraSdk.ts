/**
 * What we use of the client for OpenAPI: a chunk of its own (`dist/seqeraSdk.js`), loaded by
 * `await import` on first use and never at activation.
 */
export { isSafeNumber, parse } from 'lossless-json';
export { default as createClient } from 'openapi-fetch';
