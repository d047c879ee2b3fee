package org.blup.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.blup.design.CrossProducts;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The one pass over a list of rows, {@code y ~ x + (x | g)}, in rows a microsecond. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(PassBenchmark.ROWS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PassBenchmark {

  static final int ROWS = 1_000_000;

  private List<Simulated.Slope> few;
  private List<Simulated.Slope> many;
  private List<Simulated.NamedSlope> named;

  /** A thousand groups, a hundred thousand, and a thousand with names. */
  @Setup
  public void generate() {
    few = list(SimulatedRows.slopes(ROWS, 1_000, Simulated.Slope::new));
    many = list(SimulatedRows.slopes(ROWS, 100_000, Simulated.Slope::new));
    List<String> names = new ArrayList<>();
    for (int g = 0; g <= 1_000; g++) {
      names.add("group " + g);
    }
    named =
        list(
            SimulatedRows.slopes(
                ROWS, 1_000, (y, x, g) -> new Simulated.NamedSlope(y, x, names.get(g))));
  }

  private static <R> List<R> list(Iterable<R> rows) {
    List<R> list = new ArrayList<>();
    rows.forEach(list::add);
    return list;
  }

  @Benchmark
  public Object fewGroups() {
    return pass(Simulated_SlopeModel.crossProducts(), few);
  }

  @Benchmark
  public Object manyGroups() {
    return pass(Simulated_SlopeModel.crossProducts(), many);
  }

  @Benchmark
  public Object namedGroups() {
    return pass(Simulated_NamedSlopeModel.crossProducts(), named);
  }

  private static <R> CrossProducts<R> pass(CrossProducts<R> crossProducts, List<R> rows) {
    for (R row : rows) {
      crossProducts.add(row);
    }
    return crossProducts;
  }
}
