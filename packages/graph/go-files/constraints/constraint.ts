/** A build constraint as a tree. */
export type Constraint =
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'not'; readonly operand: Constraint }
  | { readonly kind: 'and' | 'or'; readonly left: Constraint; readonly right: Constraint };

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
