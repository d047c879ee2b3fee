package org.blup.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code @Generated} is written where the user's module can read it. */
class GeneratedAnnotationTest {

  private static final String RAIL =
      """
      package org.example;
      @org.blup.MixedModel("travel ~ 1 + (1 | rail)")
      record Rail(double travel, String rail) {}
      """;

  @TempDir Path folder;

  @Test
  void aModuleThatDoesNotReadItsModuleGoesWithout() {
    assertThat(generated("module user {}"))
        .doesNotContain("Generated;")
        .contains("class RailModel");
  }

  @Test
  void aModuleThatReadsItsModuleHasIt() {
    assertThat(generated("module user { requires java.compiler; }")).contains("@Generated(");
  }

  @Test
  void aModuleMayReadItsModuleThroughAnother() {
    assertThat(generated("module user { requires java.se; }")).contains("@Generated(");
  }

  private String generated(String module) {
    Compiled compiled =
        Compiled.of(
            folder,
            Map.of("module-info.java", module, "Rail.java", RAIL),
            "--add-reads",
            "user=ALL-UNNAMED");
    assertThat(compiled.messages()).isEmpty();
    return compiled.generated().getOrDefault("RailModel.java", "");
  }
}
