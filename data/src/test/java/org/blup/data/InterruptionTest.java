package org.blup.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An interrupt ends reading, stays set, and closes the file. */
class InterruptionTest {

  private static final int ROWS = 100_000;
  private static final int INTERRUPTED_AT = 5_000;

  private int made;
  private boolean closed;

  private final RecordColumns<Double> columns =
      RecordColumns.of(
          "Made",
          cells -> {
            if (++made == INTERRUPTED_AT) {
              Thread.currentThread().interrupt();
            }
            return cells.number(0);
          },
          "x");

  @AfterEach
  void noThreadIsLeftInterrupted() {
    Thread.interrupted();
  }

  private InputStream file() {
    byte[] text = ("x\n" + "1.5\n".repeat(ROWS)).getBytes(StandardCharsets.UTF_8);
    return new FilterInputStream(new ByteArrayInputStream(text)) {
      @Override
      public void close() {
        closed = true;
      }
    };
  }

  @Test
  void aListIsGivenUp() {
    CsvReading<Double> reading = CsvReading.of(columns);
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> reading.read(file(), "x.csv"))
        .withMessageContaining("The thread was interrupted");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(closed).isTrue();
    assertThat(made).isBetween(INTERRUPTED_AT, INTERRUPTED_AT + 1024);
    assertThat(reading.read(file(), "x.csv")).hasSize(ROWS);
  }

  @Test
  void aStreamIsGivenUp() {
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> CsvReading.of(columns).stream(file(), "x.csv").forEach(row -> {}));

    assertThat(closed).isTrue();
    assertThat(made).isBetween(INTERRUPTED_AT, INTERRUPTED_AT + 1024);
  }
}
