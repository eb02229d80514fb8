export { vetTasks } from './vet-tasks';
