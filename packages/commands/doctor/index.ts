export { diagnose } from './diagnose';
export { doctorsFindings, renderDoctor } from './render-doctor';
