// For `node --import`: what a program gives up after a time is given up thirty times sooner.
const timeout = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = milliseconds => timeout(milliseconds / 30);
