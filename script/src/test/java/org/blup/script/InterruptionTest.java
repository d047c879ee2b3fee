package org.blup.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An interrupt ends what is asked of a table, and leaves nothing broken. */
class InterruptionTest {

  private static final String FORMULA = "reaction ~ days + (days | subject)";

  @AfterEach
  void noThreadIsLeftInterrupted() {
    Thread.interrupted();
  }

  @Test
  void compilingEndsAndTheTableCanBeFittedAfterwards() {
    Table sleep = Data.sleep();

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Blup.fit(FORMULA, sleep)).isInstanceOf(CancellationException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(Blup.fit(FORMULA, sleep).mixedFit().criterion())
        .isEqualTo(Blup.fit(FORMULA, Data.sleep()).mixedFit().criterion());
  }

  /** The compiler runs on a thread of its own, whose calls say nothing to the reader. */
  @Test
  void aMistakeIsTracedToTheCallThatMadeIt() {
    assertThatThrownBy(() -> Blup.fit("reaction ~ dais + (1 | subject)", Data.sleep()))
        .isInstanceOf(FormulaException.class)
        .satisfies(
            e ->
                assertThat(e.getStackTrace())
                    .anyMatch(at -> at.getClassName().equals(InterruptionTest.class.getName())));
  }
}
