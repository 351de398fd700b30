import { Agent, get } from 'node:https';

/** What `https`, which AWS’s client uses, is answered. */
export function httpsStatus(address: string): Promise<number | undefined> {
  return new Promise((answered, failed) => {
    get(address, { agent: new Agent() }, response => {
      response.resume();
      answered(response.statusCode);
    }).once('error', failed);
  });
}
