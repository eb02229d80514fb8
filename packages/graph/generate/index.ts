export { generatorOf, outputsOfCommand, pluginsOf, type Generator } from './generators';
export { splitDirectives, variablesIn, type DirectivePlace, type GenerateCommand } from './split-directives';
