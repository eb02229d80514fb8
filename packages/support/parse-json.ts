/** Parses JSON; undefined for what is none, such as what a killed process or a full disk left of it. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
