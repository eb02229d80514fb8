import type { Constraint } from '../constraints/constraint';

/** Whether a constraint holds where `isSet` says which tags do. */
export function evaluateConstraint(constraint: Constraint, isSet: (tag: string) => boolean): boolean {
  switch (constraint.kind) {
    case 'tag':
      return isSet(constraint.tag);
    case 'not':
      return !evaluateConstraint(constraint.operand, isSet);
    case 'and':
      return evaluateConstraint(constraint.left, isSet) && evaluateConstraint(constraint.right, isSet);
    case 'or':
      return evaluateConstraint(constraint.left, isSet) || evaluateConstraint(constraint.right, isSet);
  }
}
