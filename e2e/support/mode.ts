/** `GOSHAWK_E2E=full` runs the whole matrix, with oracles that start from an empty cache: some hours on two cores. */
export const isFullMatrix = process.env.GOSHAWK_E2E === 'full';
