package org.blup.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** From a file to a fit: Belenky's sleep study, as lme4 and the examples have it. */
class SleepStudyTest {

  private static final Path FILE =
      Path.of("..", "examples", "src", "main", "resources", "org", "blup", "examples")
          .resolve("sleepstudy.csv");

  /** The REML criterion is lme4's: {@code lmer(Reaction ~ Days + (Days | Subject), sleepstudy)}. */
  @Test
  void theFirstProgramFits() {
    SleepModel.Fit fit = SleepModel.fit(SleepModel.readCsv(FILE));

    assertThat(fit.rows()).isEqualTo(180);
    assertThat(fit.criterion()).isCloseTo(1743.6282719599653, within(1e-6));
    assertThat(fit.fixed().days().estimate()).isCloseTo(10.467285959596, within(1e-9));
  }

  @Test
  void aStreamGivesTheSameBits() {
    try (Stream<Sleep> rows = SleepModel.streamCsv(FILE)) {
      assertThat(SleepModel.fit(rows).criterion())
          .isEqualTo(SleepModel.fit(SleepModel.readCsv(FILE)).criterion());
    }
  }
}
