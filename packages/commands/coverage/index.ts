export { mergeProfileFiles, renderMerged } from './merge-files';
export { countStatements } from './count-statements';
export { parseProfile } from './profile';
export { checkThreshold, judgeCoverage, renderJudgement } from './threshold';
