export { compareTestInputs, type ReplayPlace, type TestInputComparison } from './replay/compare-test-inputs';
export { readTestInputs, type RecordedTestInputs } from './replay/recorded-inputs';
export { testTasks } from './test-tasks';
