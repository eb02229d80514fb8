// One entry for all generators: generators.json names its exports.
export { initGenerator as init } from './init/generator';
export { appGenerator as app } from './app/generator';
export { libGenerator as lib } from './lib/generator';
export { targetGenerator as target } from './target/generator';
export { syncGenerator as sync } from './sync/generator';
export { ciGenerator as ci } from './ci/generator';
