/** Whether every row of slow tables runs, as `npm run matrix` has it, and not a sample of them. */
export const isFullMatrix = process.env.GOSHAWK_E2E === 'full';
