export { generateTasks } from './generate-task';
