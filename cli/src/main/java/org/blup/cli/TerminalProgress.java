package org.blup.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.blup.model.ProgressListener;
import org.blup.model.fit.StepListener;

/**
 * One line on the terminal that says how a fit goes: rows that were read, and then the search; or
 * how a table does. It is written anew ten times a second, is not there for quick work, and is gone
 * in the end.
 */
final class TerminalProgress implements ProgressListener, StepListener, AutoCloseable {

  private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(100);

  private final Optional<PrintWriter> terminal;
  private final LongSupplier nanoseconds;
  private long next;
  private int evaluations;

  /** The length of the line that is there. */
  private int shown;

  /**
   * Nothing yet.
   *
   * @param terminal where there is one
   * @param nanoseconds a clock
   */
  TerminalProgress(Optional<PrintWriter> terminal, LongSupplier nanoseconds) {
    this.terminal = terminal;
    this.nanoseconds = nanoseconds;
    next = nanoseconds.getAsLong() + FIRST;
  }

  static TerminalProgress of(Streams streams) {
    return new TerminalProgress(streams.terminal(), System::nanoTime);
  }

  /** The terminal that the process was started from, if its output goes there. */
  static Optional<PrintWriter> terminal() {
    return Optional.ofNullable(System.console())
        .filter(TerminalProgress::isTerminal)
        .map(Console::writer);
  }

  /** From Java 22 on there may be a console without a terminal. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  @Override
  public void read(long rows) {
    show(String.format(Locale.ROOT, "%,d rows read", rows));
  }

  @Override
  public void evaluated(double[] theta, double criterion) {
    evaluations++;
    show(String.format(Locale.ROOT, "evaluation %,d: criterion %.6f", evaluations, criterion));
  }

  @Override
  public void done(int done, int of) {
    show(String.format(Locale.ROOT, "%,d of %,d computed", done, of));
  }

  private void show(String line) {
    long now = nanoseconds.getAsLong();
    if (terminal.isPresent() && now - next >= 0) {
      next = now + BETWEEN;
      write(line);
    }
  }

  private void write(String line) {
    terminal.ifPresent(
        writer -> {
          writer.print('\r' + line + " ".repeat(Math.max(0, shown - line.length())));
          writer.flush();
        });
    shown = line.length();
  }

  /** Clears the line. */
  @Override
  public void close() {
    if (shown > 0) {
      write("");
      terminal.ifPresent(
          writer -> {
            writer.print('\r');
            writer.flush();
          });
    }
  }
}
