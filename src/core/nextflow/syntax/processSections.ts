/** The labels that part the body of a process, with no directives behind them. */
export const processSections: readonly string[] = [
  ...['input', 'output', 'stage', 'topic', 'when'],
  ...['script', 'shell', 'exec', 'stub'],
];
