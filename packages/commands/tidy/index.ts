export { tidyTasks } from './tidy-tasks';
