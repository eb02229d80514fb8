let loaded: Promise<typeof import('execa')> | undefined;

/** execa, loaded once and only when a process is started: it is an ES module, this package is CommonJS. */
export function loadExeca(): Promise<typeof import('execa')> {
  return (loaded ??= import('execa'));
}
