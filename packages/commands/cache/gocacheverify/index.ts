export { planVerification } from './verify-plan';
export { renderCost, renderGoVerification } from './render';
export { verifyWithGo } from './verify-with-go';
