import { availableParallelism } from 'node:os';

/** Go commands that run at the same time; each uses all cores by itself while it compiles. */
export const GO_PARALLEL = Math.max(2, Math.floor(availableParallelism() / 4));
