package org.blup.formula;

/** Where an expression stands, which decides what it may be. */
enum Place {
  /** Among the summands of the fixed side, where random terms and offsets may stand too. */
  SUM,
  /** In a product of terms. */
  PRODUCT,
  /** After a minus. */
  REMOVED,
  /** On either side of the bar of a random term. */
  RANDOM_TERM;

  /** The place of what stands left of an operator that stands here. */
  Place leftOf(Operator operator) {
    return operator.isSum() ? this : inProduct();
  }

  /** The place of what stands right of an operator that stands here. */
  Place rightOf(Operator operator) {
    if (operator == Operator.MINUS) {
      return this == SUM ? REMOVED : this;
    }
    return leftOf(operator);
  }

  private Place inProduct() {
    return this == SUM ? PRODUCT : this;
  }
}
