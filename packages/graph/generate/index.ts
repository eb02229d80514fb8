export { generatorOf, outputsOfCommand, pluginsOf } from './generators';
export { splitDirectives, variablesIn, type GenerateCommand } from './split-directives';
