package org.blup.spark;

import org.blup.exception.BlupException;
import org.blup.model.Model;

/** A generated model as the two types that it has. */
final class Models {

  private Models() {}

  /**
   * The model as what reads datasets.
   *
   * @throws BlupException if it was compiled without this module
   */
  @SuppressWarnings("unchecked")
  static <R> SparkModel<R> readable(Model<R, ?> model) {
    if (model instanceof SparkModel<?> readable) {
      return (SparkModel<R>) readable;
    }
    throw new BlupException(
        model
            + ": this model cannot read datasets, since blup-spark was not on the class path when"
            + " its record was compiled, or the record has a component that no column can be."
            + " Compile it again with blup-spark");
  }

  /** The model as what is fitted. */
  @SuppressWarnings("unchecked")
  static <R> Model<R, ?> of(SparkModel<R> model) {
    return (Model<R, ?>) model;
  }
}
