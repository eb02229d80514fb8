type DefineTest = (name: string, test: () => Promise<void>) => void;

/** `it`, or `it.skip` with the reason in its name: what a machine cannot do must not look like a test that passed. */
export function itUnless(reason: string | undefined): DefineTest {
  if (reason === undefined) return it;
  return (name, test) => it.skip(`${name} (${reason.split('\n')[0]})`, test);
}
