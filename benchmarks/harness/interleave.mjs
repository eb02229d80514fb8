/**
 * Measures several subjects in turn, A B C A B C …, so that whatever else the machine does meets all of them alike.
 *
 * @param subjects each `{ name, prepare?(round), run(round): Promise<measurement> }`; what `prepare` does is not measured
 * @returns measurements per subject name, one for each round; a first round that warms the caches is left out
 */
export async function interleave(subjects, rounds) {
  const samples = Object.fromEntries(subjects.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const { name, prepare, run } of subjects) {
      await prepare?.(round);
      const measurement = await run(round);
      if (round > 0) samples[name].push(measurement);
    }
  }
  return samples;
}
