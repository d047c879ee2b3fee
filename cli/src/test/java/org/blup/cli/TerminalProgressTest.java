package org.blup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {

  private static final long MILLISECOND = 1_000_000;

  private final StringWriter terminal = new StringWriter();
  private long now;
  private final TerminalProgress progress =
      new TerminalProgress(Optional.of(new PrintWriter(terminal)), () -> now);

  @Test
  void aQuickFitShowsNothing() {
    progress.read(1000);
    now += 400 * MILLISECOND;
    progress.evaluated(new double[] {1}, 12.5);
    progress.close();
    assertThat(terminal.toString()).isEmpty();
  }

  @Test
  void aLongFitShowsOneLineThatIsGoneInTheEnd() {
    now += 600 * MILLISECOND;
    progress.read(1_234_567);
    now += 50 * MILLISECOND;
    progress.read(2_000_000);
    now += 100 * MILLISECOND;
    progress.evaluated(new double[] {1}, 12.5);
    assertThat(terminal.toString())
        .isEqualTo("\r1,234,567 rows read\revaluation 1: criterion 12.500000");
    progress.close();
    assertThat(terminal.toString())
        .endsWith("\r" + " ".repeat("evaluation 1: criterion 12.500000".length()) + "\r");
  }

  @Test
  void theNextLineCoversALongerOne() {
    now += 600 * MILLISECOND;
    progress.read(1_000_000_000);
    now += 200 * MILLISECOND;
    progress.read(7);
    assertThat(terminal.toString()).endsWith("\r7 rows read            ");
  }

  @Test
  void stepsOfATableAreShown() {
    now += 600 * MILLISECOND;
    progress.done(1, 19_900);
    assertThat(terminal.toString()).endsWith("\r1 of 19,900 computed");
  }

  @Test
  void withoutATerminalNothingIsWritten() {
    try (TerminalProgress silent = new TerminalProgress(Optional.empty(), () -> now)) {
      now += 900 * MILLISECOND;
      silent.read(5);
    }
    assertThat(terminal.toString()).isEmpty();
  }
}
