export type { DirectoryContent, Disk } from './disk';
export { memoise } from './memoise';
