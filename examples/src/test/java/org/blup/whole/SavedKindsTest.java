package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.blup.MixedModel;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.junit.jupiter.api.Test;

/** Levels of every type that components may have, and variances that the data do not determine. */
class SavedKindsTest {

  enum Size {
    SMALL,
    LARGE,
    NEVER_SEEN
  }

  @MixedModel(
      name = "Kinds",
      value = "y ~ size + hot + grade + factor(dose) + (1 | day) + (1 | id)")
  @MixedModel(name = "Days", value = "y ~ drug + (1 + drug | number)")
  @SuppressWarnings("blup:905")
  record Run(
      double y,
      Size size,
      boolean hot,
      char grade,
      double dose,
      LocalDate day,
      UUID id,
      long number,
      double drug) {}

  private static final List<Run> ROWS = rows();

  private static List<Run> rows() {
    Random random = new Random(5);
    double[] days = random.doubles(10, -1, 1).toArray();
    return IntStream.range(0, 120)
        .mapToObj(
            i ->
                new Run(
                    days[i % 10] + days[i % 7] + random.nextGaussian(),
                    Size.values()[i % 2],
                    i % 3 == 0,
                    (char) ('ä' + i % 4),
                    i % 5 / 10.0,
                    LocalDate.EPOCH.plusDays(i % 10),
                    new UUID(7, i % 7),
                    i % 10 - 5L,
                    i == 5 || i == 15 ? 1 : 0))
        .toList();
  }

  @Test
  void levelsOfAllTypesAreSaved() {
    check(SavedKindsTest_KindsModel.model());
  }

  @Test
  void undeterminedVariancesStayUndetermined() {
    MixedFit<Run> loaded = check(SavedKindsTest_DaysModel.model());
    assertThat(loaded.undeterminedVariances()).isNotEmpty();
  }

  private static <F extends MixedFit<Run>> F check(Model<Run, F> model) {
    F live = model.fit(ROWS);
    F loaded = model.load(new ByteArrayInputStream(saved(live)));
    assertThat(loaded).hasToString(live.toString());
    assertThat(loaded.theta()).containsExactly(live.theta());
    assertThat(loaded.undeterminedVariances()).isEqualTo(live.undeterminedVariances());
    for (Run row : ROWS) {
      assertThat(loaded.predict(row)).isEqualTo(live.predict(row));
      assertThat(loaded.prediction().standardError(row))
          .isEqualTo(live.prediction().standardError(row));
    }
    assertThat(saved(loaded)).isEqualTo(saved(live));
    return loaded;
  }

  private static byte[] saved(MixedFit<?> fit) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fit.save(out);
    return out.toByteArray();
  }
}
