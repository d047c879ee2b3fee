package org.blup.model;

import java.util.Optional;
import java.util.function.Consumer;
import org.blup.internal.reml.search.FoundOptimum;
import org.blup.internal.reml.solution.Solution;
import org.blup.model.fit.DegreesOfFreedom;

/** What is chosen for a fit; not changed once {@link #with} has returned it. */
final class FittingChoices {

  Criterion criterion = Criterion.REML;
  MissingValues missing = MissingValues.FAIL;
  DegreesOfFreedom degreesOfFreedom = DegreesOfFreedom.SATTERTHWAITE;
  ProgressListener listener = (theta, value) -> {};
  Algorithm algorithm = Algorithm.AUTOMATIC;

  /** Of a fit that may be close to this one. */
  Optional<FoundOptimum> earlier = Optional.empty();

  /** The same but for one choice. */
  FittingChoices with(Consumer<FittingChoices> choice) {
    FittingChoices other = new FittingChoices();
    other.criterion = criterion;
    other.missing = missing;
    other.degreesOfFreedom = degreesOfFreedom;
    other.listener = listener;
    other.algorithm = algorithm;
    other.earlier = earlier;
    choice.accept(other);
    return other;
  }

  boolean isReml() {
    return criterion == Criterion.REML;
  }

  boolean omitsMissing() {
    return missing == MissingValues.OMIT;
  }

  /** How the model is fitted. */
  AlgorithmChoice search(String model) {
    boolean needsFactor =
        degreesOfFreedom == DegreesOfFreedom.KENWARD_ROGER
            || degreesOfFreedom == DegreesOfFreedom.KENWARD_ROGER_OBSERVED;
    return new AlgorithmChoice(model, isReml(), algorithm, needsFactor, earlier);
  }

  /** The method chosen, or the one that a solution by iterations has. */
  DegreesOfFreedom methodFor(Solution solution) {
    return solution.monteCarlo().isPresent() && degreesOfFreedom == DegreesOfFreedom.SATTERTHWAITE
        ? DegreesOfFreedom.WALD
        : degreesOfFreedom;
  }
}
