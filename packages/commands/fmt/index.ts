export { fmtTasks } from './fmt-tasks';
