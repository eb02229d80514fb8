export { compareTestInputs } from './replay/compare-test-inputs';
export { HashAdditions } from './replay/hash-additions';
export { PlaceInputs, type ReplayPlace } from './replay/place-inputs';
export { readTestInputs } from './replay/recorded-inputs';
export { testTasks } from './test-tasks';
