package org.blup.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blup.processor.generate.TestModels.constants;
import static org.blup.processor.generate.TestModels.number;
import static org.blup.processor.generate.TestModels.string;

import java.util.List;
import org.blup.processor.read.Component;
import org.junit.jupiter.api.Test;

class NamingClashTest {

  @Test
  void differentNamesDoNotClash() {
    assertThat(clashes("y ~ a * s + (a | g)", number("a"), string("s"))).isEmpty();
  }

  @Test
  void aComponentCalledInterceptClashesWithTheIntercept() {
    assertThat(clashes("y ~ intercept + (1 | g)", number("intercept")))
        .containsExactly(
            new NamingClash("Fixed", "intercept", List.of("(Intercept)", "intercept")));
  }

  @Test
  void aLevelClashesWithAComponentOfTheSameName() {
    assertThat(
            clashes(
                "y ~ sexMale + sex + (1 | g)", number("sexMale"), constants("sex", "F", "MALE")))
        .containsExactly(new NamingClash("Fixed", "sexMale", List.of("sexMale", "sexMALE")));
  }

  @Test
  void groupsClashInTheFit() {
    assertThat(clashes("y ~ 1 + (1 | a:b) + (1 | aB)", string("a"), string("b"), string("aB")))
        .containsExactly(new NamingClash("Fit", "aB", List.of("a:b", "aB")));
  }

  @Test
  void effectsClashInTheirGroup() {
    assertThat(clashes("y ~ 1 + (0 + a:b + aB | g)", number("a"), number("b"), number("aB")))
        .containsExactly(new NamingClash("G.Effects", "aB", List.of("aB", "a:b")));
  }

  @Test
  void oneFamilyAndOneSingleMethodOfANameDoNotClash() {
    assertThat(clashes("y ~ a:s + aS + (1 | g)", number("a"), string("s"), number("aS"))).isEmpty();
  }

  private static List<NamingClash> clashes(String formula, Component... more) {
    Component[] components = new Component[more.length + 2];
    components[0] = number("y");
    components[1] = string("g");
    System.arraycopy(more, 0, components, 2, more.length);
    return NamingClash.of(TestModels.model(formula, components));
  }
}
