// @ts-check

/** How often we look whether npm is still there, in milliseconds. */
const glance = 500;

/**
 * Calls back once when somebody wants us to end: by a signal to us, which npm hands on because
 * its script is an `exec`; or by the end of the npm that runs us.
 * @param {() => void} end
 */
export function onEnding(end) {
  let over = false;
  const once = () => {
    if (!over) {
      over = true;
      end();
    }
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, once);
  }
  if (process.env['npm_lifecycle_event'] !== undefined) {
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) {
        once();
      }
    }, glance).unref();
  }
}
