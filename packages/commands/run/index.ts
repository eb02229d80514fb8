export { runProgram } from './run-program';
