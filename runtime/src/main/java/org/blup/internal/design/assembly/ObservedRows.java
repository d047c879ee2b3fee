package org.blup.internal.design.assembly;

import java.util.Optional;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.coding.BasisColumns;
import org.blup.internal.design.coding.RowExtremes;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.sums.Margins;
import org.blup.internal.design.sums.ResponseMoments;

/**
 * What the rows say, whatever the terms are.
 *
 * @param responseMap what the left-hand side makes of a response
 * @param responseOrigin what is taken from that in the equations
 * @param omitted how many rows were left out because a value was missing
 */
record ObservedRows(
    BasisColumns responseMap,
    double responseOrigin,
    Margins margins,
    ResponseMoments responseMoments,
    long omitted,
    RowExtremes extremes) {

  /** See {@link ObservedDesign#response}. */
  double response(double value) {
    return responseMap.value(0, value);
  }

  /** See {@link ObservedDesign#workingResponse}. */
  double workingResponse(double value) {
    return responseMap.value(0, value) - responseOrigin;
  }

  /**
   * What the largest prior weight has to do with it where the model cannot be fitted.
   *
   * @param meanLog the mean of the logarithms of the weights
   */
  Optional<String> suspiciousWeight(ModelStructure structure, double meanLog) {
    return structure.weight().flatMap(label -> extremes.suspiciousWeight(label, meanLog));
  }

  /** See {@link ObservedDesign#requireDigits}. */
  void requireDigits(ModelStructure structure, double sigma) {
    double unit = Math.max(Math.abs(extremes.response().value()), 1);
    double slope = (response(unit) - response(-unit)) / 2 / unit;
    Optional<String> problem = extremes.lostDigits(structure, sigma / Math.abs(slope));
    if (problem.isPresent()) {
      throw new UnidentifiableModelException(problem.get());
    }
  }
}
