export { compareTestInputs } from './replay/compare-test-inputs';
export { readTestInputs } from './replay/recorded-inputs';
export { testTasks } from './test-tasks';
