package org.blup.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.objective.Objective;
import org.blup.internal.reml.setup.EquationSetup;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One evaluation of the criterion of {@code insteval-three}, and one of all its derivatives. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EvaluationBenchmark {

  private NormalEquations equations;
  private Objective objective;
  private double[] theta;
  private double[] nearby;

  /** Reads the data; fails where the file is not on this machine. */
  @Setup
  public void read() {
    equations =
        Insteval.equations()
            .orElseThrow(
                () -> new IllegalStateException("no insteval.csv.gz: set -Dblup.data=FOLDER"));
    objective = new Objective(EquationSetup.of(equations), true, (parameters, value) -> {});
    theta = objective.start();
    nearby = Arrays.stream(theta).map(element -> 1.01 * element).toArray();
    objective.value(theta);
  }

  /** At another point than the last, where the objective would know it. */
  @Benchmark
  public double criterion() {
    double[] last = theta;
    theta = nearby;
    nearby = last;
    return objective.value(theta);
  }

  @Benchmark
  public double[] derivatives() {
    objective.differentiate();
    return objective.gradient;
  }

  @Benchmark
  public Object orderingAndSymbolic() {
    return new MixedModelEquations(EquationSetup.of(equations), true);
  }
}
