package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.blup.MixedModel;
import org.blup.design.CrossProducts;
import org.blup.exception.BlupException;
import org.blup.model.MixedFit;
import org.blup.model.bootstrap.Bootstrap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What listeners, statistics, rows, iterators and streams of the user throw arrives unchanged,
 * checked exceptions thrown undeclared among them; no thread stays, and fits and sums can be used
 * on.
 */
class UserCodeThatThrowsTest {

  @MixedModel("y ~ x + (1 + x | g)")
  record Row(double y, double x, String g) {

    @Override
    public double x() {
      if (x > 2) {
        throw new IllegalStateException("no x");
      }
      return x;
    }
  }

  private static final List<Row> ROWS = rows();

  private static List<Row> rows() {
    Random random = new Random(1);
    double[] effects = random.doubles(8, -1, 1).toArray();
    return IntStream.range(0, 160)
        .mapToObj(
            i -> {
              double x = random.nextDouble();
              double slope = 1 + effects[7 - i % 8];
              double y = effects[i % 8] + slope * x + 0.3 * random.nextGaussian();
              return new Row(y, x, "g" + i % 8);
            })
        .toList();
  }

  static Stream<Throwable> thrown() {
    return Stream.of(
        new IllegalStateException("mine"), new AssertionError("mine"), new IOException("mine"));
  }

  /** These and the error that Blup answers with an exception where it is its own. */
  static Stream<Throwable> thrownByListeners() {
    return Stream.concat(thrown(), Stream.of(new OutOfMemoryError("mine")));
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable, V> V raise(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private static void assertThrown(Throwable thrown, ThrowingCallable call) {
    assertThatThrownBy(call).isSameAs(thrown);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("bootstrap"));
  }

  @ParameterizedTest
  @MethodSource("thrown")
  void whileRowsAreRead(Throwable thrown) {
    Iterable<Row> broken =
        () ->
            new Iterator<>() {
              private int next;

              @Override
              public boolean hasNext() {
                return next < ROWS.size();
              }

              @Override
              public Row next() {
                return next == 90 ? raise(thrown) : ROWS.get(next++);
              }
            };
    var fit = UserCodeThatThrowsTest_RowModel.fit(ROWS);
    String print = fit.toString();

    assertThrown(thrown, () -> UserCodeThatThrowsTest_RowModel.fit(broken));
    assertThrown(thrown, () -> UserCodeThatThrowsTest_RowModel.fit(throwing(thrown)));
    assertThrown(thrown, () -> UserCodeThatThrowsTest_RowModel.fit(throwing(thrown).parallel()));
    assertThrown(
        thrown, () -> throwing(thrown).collect(UserCodeThatThrowsTest_RowModel.model().toFit()));
    assertThrown(thrown, () -> UserCodeThatThrowsTest_RowModel.design(broken));
    assertThrown(thrown, () -> fit.diagnostics(broken));
    assertThrown(thrown, () -> fit.influence("g", broken));
    assertThrown(thrown, () -> fit.simulate(broken, 1));
    assertThrown(thrown, () -> fit.refit(broken, new double[ROWS.size()]));
    assertThat(fit.toString()).isEqualTo(print);
  }

  private static Stream<Row> throwing(Throwable thrown) {
    return ROWS.stream().map(row -> row == ROWS.get(90) ? raise(thrown) : row);
  }

  @ParameterizedTest
  @MethodSource("thrownByListeners")
  void whileTheSearchTellsItsListener(Throwable thrown) {
    CrossProducts<Row> sums = UserCodeThatThrowsTest_RowModel.crossProducts();
    ROWS.forEach(sums::add);

    assertThrown(
        thrown,
        () ->
            UserCodeThatThrowsTest_RowModel.fitting()
                .progress((theta, value) -> raise(thrown))
                .fit(sums));
    assertThrown(
        thrown,
        () ->
            UserCodeThatThrowsTest_RowModel.fitting()
                .progress((theta, value) -> raise(thrown))
                .fit(ROWS));

    assertThat(UserCodeThatThrowsTest_RowModel.fit(sums).criterion())
        .isEqualTo(UserCodeThatThrowsTest_RowModel.fit(ROWS).criterion());
  }

  @ParameterizedTest
  @MethodSource("thrownByListeners")
  void whileABootstrapRuns(Throwable thrown) {
    var fit = UserCodeThatThrowsTest_RowModel.fit(ROWS);
    for (int threads : new int[] {1, 4}) {
      Bootstrap<MixedFit<Row>> bootstrap = fit.bootstrap().replicates(40).threads(threads);
      assertThrown(thrown, () -> bootstrap.run(refit -> raise(thrown)));
      assertThrown(
          thrown,
          () ->
              bootstrap.run(refit -> refit == fit ? new double[] {refit.sigma()} : raise(thrown)));
      assertThrown(
          thrown,
          () ->
              bootstrap
                  .progress(
                      (done, of) -> {
                        if (done == 7) {
                          raise(thrown);
                        }
                      })
                  .run());
      assertThrown(thrown, () -> bootstrap.cancelledBy(() -> raise(thrown)).run());
    }
    assertThat(fit.bootstrap().replicates(5).run().completed()).isEqualTo(5);
  }

  /** A row that cannot be read is not added, and leaves no trace. */
  @Test
  void whileARowIsAsked() {
    CrossProducts<Row> sums = UserCodeThatThrowsTest_RowModel.crossProducts();
    for (Row row : ROWS) {
      assertThatThrownBy(() -> sums.add(new Row(1, 3, "never"))).hasMessage("no x");
      sums.add(row);
    }
    var fit = UserCodeThatThrowsTest_RowModel.fit(sums);

    assertThat(sums.rows()).isEqualTo(ROWS.size());
    assertThat(fit.conditionalModes("g").levels()).doesNotContain("never");
    assertThat(fit.criterion()).isEqualTo(UserCodeThatThrowsTest_RowModel.fit(ROWS).criterion());
  }

  @Test
  void aStatisticMayReuseItsArray() {
    var fit = UserCodeThatThrowsTest_RowModel.fit(ROWS);
    double[] array = new double[1];

    double[] replicates =
        fit.bootstrap()
            .replicates(5)
            .threads(1)
            .run(
                refit -> {
                  array[0] = refit.sigma();
                  return array;
                })
            .replicates("1");

    assertThat(replicates).isEqualTo(fit.bootstrap().replicates(5).run().replicates("sigma"));
  }

  @Test
  void whatABootstrapCannotUseIsNamed() {
    Bootstrap<MixedFit<Row>> bootstrap =
        UserCodeThatThrowsTest_RowModel.fit(ROWS).bootstrap().replicates(5);

    assertNamed(() -> bootstrap.progress(null), "'listener' is null.");
    assertNamed(() -> bootstrap.cancelledBy(null), "'cancelled' is null.");
    assertNamed(() -> bootstrap.run(null), "'statistic' is null.");
    assertNamed(() -> bootstrap.run(null, refit -> new double[1]), "'names' is null.");
    assertNamed(
        () -> bootstrap.run(List.of("a", "a"), refit -> new double[2]),
        "Two statistics are called 'a': give each a name of its own.");
    assertNamed(
        () -> bootstrap.run(refit -> new double[] {Double.NaN}).interval("1", 0.95),
        "'1' is a number in fewer than 2 replicates, too few for a distribution: ask for more, and"
            + " see failed().");
  }

  private static void assertNamed(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(BlupException.class).hasMessage(message);
  }
}
