export { vulnTasks } from './vuln-tasks';
