export { lintTasks } from './lint-tasks';
export { LINT_CONFIGS } from './find-config';
