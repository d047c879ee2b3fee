package org.blup.internal.model.fit;

import java.util.Set;
import org.blup.model.fit.DegreesOfFreedom;
import org.blup.model.fit.RobustMethod;
import org.blup.model.fit.TestMethod;

/** Why a test of an estimable function is NaN, for below a table. */
final class NoTest {

  private static final String UNDETERMINED =
      "it rests on a variance that the data do not determine, see undeterminedVariances()";

  private static final Set<TestMethod> COUNTED =
      Set.of(
          DegreesOfFreedom.CONTAINMENT, DegreesOfFreedom.BETWEEN_WITHIN, DegreesOfFreedom.RESIDUAL);

  private NoTest() {}

  /**
   * The reason there may be for a fit.
   *
   * @param isUndetermined whether the data do not determine some variance, on which a test may rest
   */
  static String reason(TestMethod method, boolean isUndetermined) {
    return "NaN: no test, because " + because(method, isUndetermined) + ".";
  }

  private static String because(TestMethod method, boolean isUndetermined) {
    if (method instanceof RobustMethod) {
      return "one cluster alone determines the estimate, so that no residuals are left to tell its"
          + " variance; or because clusters are too few for so many hypotheses"
          + (isUndetermined ? "; or because " + UNDETERMINED : "");
    }
    if (isUndetermined) {
      return UNDETERMINED;
    }
    if (method == DegreesOfFreedom.KENWARD_ROGER
        || method == DegreesOfFreedom.KENWARD_ROGER_OBSERVED) {
      return "Kenward-Roger's adjusted variance is negative, or the degrees of freedom of its F are";
    }
    return COUNTED.contains(method)
        ? "no degrees of freedom are left by those that were counted: Satterthwaite's method may"
            + " have a test"
        : "it has no degrees of freedom";
  }
}
