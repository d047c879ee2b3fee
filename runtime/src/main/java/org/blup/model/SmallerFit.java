package org.blup.model;

import org.blup.design.ObservedDesign;
import org.blup.reml.Solution;

/** The fit of a model without one of its terms, which has no generated class of its own. */
final class SmallerFit extends FittedModel {

  SmallerFit(MixedFit<?> whole, ObservedDesign design, Solution solution, Criterion criterion) {
    super(
        new Estimates(
            whole.estimates.model(), design, solution, criterion, whole.estimates.method()));
  }
}
