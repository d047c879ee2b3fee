package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.blup.MixedModel;
import org.blup.design.CrossProducts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An interrupt ends long work, stays set, and leaves everything as it was. */
class InterruptionTest {

  @MixedModel("reaction ~ days + (days | subject)")
  record Night(double reaction, double days, int subject) {}

  private final List<Night> rows = rows();

  private static List<Night> rows() {
    Random random = new Random(3);
    List<Night> rows = new ArrayList<>();
    for (int subject = 0; subject < 20; subject++) {
      double slope = 10 + 5 * random.nextGaussian();
      for (int day = 0; day < 8; day++) {
        rows.add(new Night(250 + slope * day + 20 * random.nextGaussian(), day, subject));
      }
    }
    return rows;
  }

  @AfterEach
  void noThreadIsLeftInterrupted() {
    Thread.interrupted();
  }

  private static void assertGivenUp(ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("The thread was interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void searchesEndAndTheSumsStayWhole() {
    CrossProducts<Night> sums = InterruptionTest_NightModel.crossProducts();
    rows.forEach(sums::add);
    int[] evaluations = new int[1];
    var fitting =
        InterruptionTest_NightModel.fitting()
            .progress(
                (theta, criterion) -> {
                  if (++evaluations[0] == 3) {
                    Thread.currentThread().interrupt();
                  }
                });

    assertGivenUp(() -> fitting.fit(sums));

    assertThat(evaluations[0]).isEqualTo(3);
    assertThat(InterruptionTest_NightModel.fit(sums).criterion())
        .isEqualTo(InterruptionTest_NightModel.fit(rows).criterion());
  }

  @Test
  void rowsAreNotReadOn() {
    CrossProducts<Night> sums = InterruptionTest_NightModel.crossProducts();

    Thread.currentThread().interrupt();
    assertGivenUp(() -> sums.add(rows.get(0)));
    rows.forEach(sums::add);

    assertThat(sums.rows()).isEqualTo(rows.size());
    assertThat(InterruptionTest_NightModel.fit(sums).criterion())
        .isEqualTo(InterruptionTest_NightModel.fit(rows).criterion());
  }

  @Test
  void questionsEndAndCanBeAskedAgain() {
    var fit = InterruptionTest_NightModel.fit(rows);
    var fresh = InterruptionTest_NightModel.fit(rows);

    for (ThrowingCallable question :
        List.<ThrowingCallable>of(
            () -> fit.coefficients().get(1).pValue(),
            () -> fit.anova(),
            () -> fit.drop1(),
            () -> fit.ranova(),
            () -> fit.means().overall().test(0),
            () -> fit.profile().intervals(0.95),
            () -> fit.diagnostics(rows),
            () -> fit.influence("subject", rows),
            () -> fit.bootstrap().replicates(10).seed(1).run())) {
      Thread.currentThread().interrupt();
      assertGivenUp(question);
    }

    assertThat(fit.coefficients().get(1).pValue()).isEqualTo(fresh.coefficients().get(1).pValue());
    assertThat(fit.profile().intervals(0.95)).isEqualTo(fresh.profile().intervals(0.95));
    assertThat(fit.bootstrap().replicates(10).seed(1).run().replicates("sigma"))
        .isEqualTo(fresh.bootstrap().replicates(10).seed(1).run().replicates("sigma"));
  }

  /** The thread that waits is interrupted in the middle, and the others end with it. */
  @Test
  void allThreadsOfABootstrapEnd() {
    var fit = InterruptionTest_NightModel.fit(rows);
    Thread waiting = Thread.currentThread();
    int[] done = new int[1];
    var bootstrap =
        fit.bootstrap()
            .replicates(1_000_000)
            .threads(3)
            .progress(
                (replicate, of) -> {
                  if (replicate == 20) {
                    waiting.interrupt();
                  }
                  done[0] = replicate;
                });

    assertGivenUp(bootstrap::run);

    assertThat(done[0]).isLessThan(1_000_000);
  }
}
