package org.blup.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model with an error still has its class, so that the error is the only one. */
class SkeletonTest {

  private static final String USE =
      """
      package org.example;
      final class Use {
        static double use(java.util.List<Sleep> rows) {
          SleepModel.Fit fit = SleepModel.fit(rows);
          fit = SleepModel.fitting().fit(rows.stream());
          SleepModel.model().fit(SleepModel.crossProducts());
          fit.fixed().days().estimate();
          fit.subject().covariance().correlation().interceptDays();
          fit.subject().conditionalCovariance("308");
          return fit.subject().get("308").days() + fit.predict(rows.get(0));
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void aMisspeltNameIsTheOnlyError() {
    Compiled compiled = compile("reaction ~ dais + (days | subject)");

    assertThat(compiled.messages()).singleElement().asString().contains("'dais'");
  }

  @Test
  void aGroupWithoutKnownEffectsAddsNoError() {
    Compiled compiled =
        compile("reaction ~ days + (days | subject) + (0 + caffeine | ward:subject)");

    assertThat(compiled.messages()).singleElement().asString().contains("'caffeine'");
  }

  @Test
  void aResidualCovarianceThatIsNoneIsTheOnlyError() {
    String use =
        """
        package org.example;
        final class Use {
          static double use(java.util.List<Sleep> rows) {
            var residual = SleepModel.fit(rows).residual();
            return residual.standardDeviation("north") + residual.rho();
          }
        }
        """;
    for (String residual :
        List.of("us(days | subject)", "us(ward | sbject)", "usa(ward | subject)", "by = wrd")) {
      Compiled compiled = compile("reaction ~ days + residual(" + residual + ")", use);

      assertThat(compiled.messages()).singleElement().asString().contains("[BLUP");
    }
  }

  @Test
  void everyMethodThrowsAndNamesTheCause() {
    String source = source("reaction ~ dais + (days | subject)");

    assertThat(source)
        .contains("SleepModel was not generated: see the compiler's errors")
        .doesNotContain("Definition")
        .doesNotContain("MODEL");
    assertThat(source.lines().filter(line -> line.contains(" return ")))
        .as("a record prints itself, all else throws")
        .allMatch(line -> line.contains(" return describe("));
  }

  @Test
  void aFormulaOfWhichNothingCanBeMadeStillHasAClass() {
    assertThat(source("nothing at all"))
        .contains("public static Fit fit(Iterable<? extends Sleep> rows)");
  }

  private Compiled compile(String formula) {
    return compile(formula, USE);
  }

  private Compiled compile(String formula, String use) {
    String row =
        """
        package org.example;
        @org.blup.MixedModel("%s")
        record Sleep(double reaction, double days, String subject, String ward) {}
        """
            .formatted(formula);
    return Compiled.of(
        folder, Map.of("Sleep.java", row, "Use.java", use), "--should-stop=ifError=FLOW");
  }

  private String source(String formula) {
    return compile(formula).generated().getOrDefault("SleepModel.java", "");
  }
}
