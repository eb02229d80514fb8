// One entry for all executors: executors.json names its exports, and what they share is in the package once.
export { default as goBuild } from './go-build/executor';
export { default as goBuildBatch } from './go-build/batch';
export { default as goTest } from './go-test/executor';
export { default as goTestBatch } from './go-test/batch';
export { default as goVet } from './go-vet/executor';
export { default as goVetBatch } from './go-vet/batch';
export { default as goFmt } from './go-fmt/executor';
export { default as goFmtBatch } from './go-fmt/batch';
export { default as goTidy } from './go-tidy/executor';
export { default as goTidyBatch } from './go-tidy/batch';
export { default as goGenerate } from './go-generate/executor';
export { default as goLint } from './go-lint/executor';
export { default as goVuln } from './go-vuln/executor';
export { default as goRun } from './go-run/executor';
