package org.blup.model;

/** What happens to rows with a missing value: {@code NaN} or null in a component of the model. */
public enum MissingValues {
  /** The fit fails, naming the first such row, its component, and how many there are. */
  FAIL,
  /** Those rows are left out, and the fit says how many: {@link MixedFit#omitted()}. */
  OMIT
}
