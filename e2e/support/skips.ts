type DefineTest = (name: string, test: () => Promise<void>, timeout?: number) => void;

/** `it`, or `it.skip` with the reason printed: what a machine cannot do must not look like a test that passed. */
export function itUnless(reason: string | undefined): DefineTest {
  if (reason === undefined) return it;
  return (name, test, timeout) => {
    process.stderr.write(`skipped: ${name}: ${reason}\n`);
    it.skip(name, test, timeout);
  };
}
