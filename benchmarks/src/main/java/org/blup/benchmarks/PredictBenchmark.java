package org.blup.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/** Predictions of {@code y ~ x + (x | g)} with 1,000 groups, in rows a microsecond. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(PredictBenchmark.ROWS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PredictBenchmark {

  static final int ROWS = 100_000;

  private final List<Simulated.Slope> rows = new ArrayList<>();
  private Simulated_SlopeModel.Fit fit;

  @Setup
  public void fit() {
    SimulatedRows.slopes(ROWS, 1_000, Simulated.Slope::new).forEach(rows::add);
    fit = Simulated_SlopeModel.fit(rows);
  }

  @Benchmark
  public double predict() {
    double sum = 0;
    for (Simulated.Slope row : rows) {
      sum += fit.predict(row);
    }
    return sum;
  }

  @Benchmark
  public double predictPopulation() {
    double sum = 0;
    for (Simulated.Slope row : rows) {
      sum += fit.predictPopulation(row);
    }
    return sum;
  }
}
