package org.blup.model;

import java.util.Optional;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.model.PostFit;
import org.blup.internal.reml.solution.Solution;

/** The fit of a model without one of its terms, which has no generated class of its own. */
final class SmallerFit extends FitInference {

  SmallerFit(FittedModel whole, ObservedDesign design, Solution solution, boolean reml) {
    super(
        new Estimates(
            whole.estimates.reader(),
            new PostFit(design, solution, reml),
            whole.estimates.method(),
            Optional.empty()));
  }
}
