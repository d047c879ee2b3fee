package org.blup.internal.model.fit;

import static org.assertj.core.api.Assertions.assertThat;

import org.blup.model.fit.DegreesOfFreedom;
import org.blup.model.fit.RobustMethod;
import org.blup.model.fit.TestMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoTestTest {

  private static final String UNDETERMINED =
      "it rests on a variance that the data do not determine, see undeterminedVariances()";

  @ParameterizedTest
  @EnumSource(DegreesOfFreedom.class)
  void anUndeterminedVarianceIsTheReasonWhateverTheMethod(TestMethod method) {
    assertThat(NoTest.reason(method, true))
        .isEqualTo("NaN: no test, because " + UNDETERMINED + ".");
  }

  @Test
  void elseTheMethodIs() {
    assertThat(NoTest.reason(DegreesOfFreedom.KENWARD_ROGER, false))
        .isEqualTo(
            "NaN: no test, because Kenward-Roger's adjusted variance is negative, or the degrees of"
                + " freedom of its F are.");
    assertThat(NoTest.reason(DegreesOfFreedom.CONTAINMENT, false))
        .isEqualTo(
            "NaN: no test, because no degrees of freedom are left by those that were counted:"
                + " Satterthwaite's method may have a test.");
  }

  @ParameterizedTest
  @EnumSource(RobustMethod.class)
  void clustersAreBesideVariances(TestMethod method) {
    assertThat(NoTest.reason(method, false))
        .contains("one cluster alone determines the estimate")
        .doesNotContain(UNDETERMINED);
    assertThat(NoTest.reason(method, true)).endsWith("or because " + UNDETERMINED + ".");
  }
}
