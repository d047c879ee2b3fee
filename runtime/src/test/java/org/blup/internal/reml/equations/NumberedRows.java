package org.blup.internal.reml.equations;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.blup.internal.design.covariance.Decay;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.residual.KeptRows;
import org.blup.internal.design.residual.ResidualRows;
import org.blup.internal.design.rowcovariance.RowForm;

/** Rows by subject whose covariance follows numbers, and that covariance in full. */
public record NumberedRows(Rows rows, RowForm form, KeptRows kept, Correlation correlation) {

  private static final int VISITS = 4;
  private static final List<String> VISIT_NAMES = List.of("1", "2", "3", "4");

  /** The forms of the correlation of two rows. */
  public enum Kind {
    EXPONENTIAL,
    GAUSSIAN,
    AUTOREGRESSIVE,
    COMPOUND_SYMMETRY,
    HETEROGENEOUS,
    NONE
  }

  /** The covariance of rows of a subject over that of its stratum, for the form's parameters. */
  interface Correlation {
    double of(double first, double second, double[] parameters);
  }

  /**
   * Puts rows together, four a subject and sometimes fewer, in two strata. Where these would have
   * many parameters, or so few whole subjects that a likelihood may rise without end at the lower
   * border of compound symmetry, there is one.
   */
  public static NumberedRows of(Rows rows, Kind kind, boolean hasDelta, Random random) {
    int n = rows.size();
    int most = kind == Kind.NONE ? 1 : VISITS;
    boolean isOne = kind == Kind.HETEROGENEOUS || kind == Kind.COMPOUND_SYMMETRY;
    List<String> names = isOne ? List.of("") : List.of("a", "b");
    int[] starts = {0};
    while (starts[starts.length - 1] < n) {
      int last = starts[starts.length - 1];
      starts = Arrays.copyOf(starts, starts.length + 1);
      int fewer = starts.length % 4 == 0 ? random.nextInt(most) : 0;
      starts[starts.length - 1] = Math.min(n, last + most - fewer);
    }
    double[] positions = new double[n];
    int[] stratum = new int[starts.length - 1];
    long[] counts = new long[names.size()];
    for (int s = 0; s < stratum.length; s++) {
      stratum[s] = s % names.size();
      int count = starts[s + 1] - starts[s];
      counts[stratum[s]] += count;
      boolean isAnywhere = kind == Kind.EXPONENTIAL || kind == Kind.GAUSSIAN;
      double[] own =
          isAnywhere
              ? anywhere(count, random)
              : random.ints(0, VISITS).distinct().limit(count).sorted().asDoubleStream().toArray();
      System.arraycopy(own, 0, positions, starts[s], count);
    }
    double[] exponents = random.doubles(n, -1, 1).toArray();
    PatternedCovariance autoregressive =
        new PatternedCovariance(
            org.blup.internal.design.covariance.Correlation.AUTOREGRESSIVE, true);
    PatternedCovariance symmetric =
        new PatternedCovariance(
            org.blup.internal.design.covariance.Correlation.COMPOUND_SYMMETRY, true);
    PatternedCovariance heterogeneous =
        new PatternedCovariance(
            org.blup.internal.design.covariance.Correlation.AUTOREGRESSIVE, false);
    RowForm constant =
        switch (kind) {
          case EXPONENTIAL -> RowForm.distances(names, counts, Decay.EXPONENTIAL, 1.5);
          case GAUSSIAN -> RowForm.distances(names, counts, Decay.GAUSSIAN, 1.5);
          case AUTOREGRESSIVE -> RowForm.positions(names, counts, autoregressive, VISIT_NAMES);
          case COMPOUND_SYMMETRY -> RowForm.positions(names, counts, symmetric, VISIT_NAMES);
          case HETEROGENEOUS -> RowForm.positions(names, counts, heterogeneous, VISIT_NAMES);
          case NONE -> RowForm.independent(names, counts);
        };
    RowForm form = hasDelta ? constant.following(1) : constant;
    Correlation correlation =
        switch (kind) {
          case EXPONENTIAL -> (a, b, c) -> Math.exp(-Math.abs(a - b) / (1.5 * Math.exp(c[0])));
          case GAUSSIAN -> (a, b, c) -> Math.exp(-Math.pow((a - b) / (1.5 * Math.exp(c[0])), 2));
          case AUTOREGRESSIVE -> (a, b, c) -> Math.pow(Math.sin(c[0]), Math.abs(a - b));
          case COMPOUND_SYMMETRY -> visits(symmetric);
          case HETEROGENEOUS -> visits(heterogeneous);
          case NONE -> (a, b, c) -> 1;
        };
    return new NumberedRows(
        rows, form, rows.kept(starts, stratum, positions, exponents), correlation);
  }

  /** Ascending numbers not too close to each other. */
  private static double[] anywhere(int count, Random random) {
    double[] positions = new double[count];
    for (int i = 1; i < count; i++) {
      positions[i] = positions[i - 1] + 0.5 + random.nextDouble();
    }
    return positions;
  }

  private static Correlation visits(PatternedCovariance structure) {
    BiFunction<double[], Integer, double[]> row =
        (root, a) -> Arrays.copyOfRange(root, a * VISITS, (a + 1) * VISITS);
    return (a, b, c) -> {
      double[] all = new double[c.length + 1];
      all[0] = structure.parameter(1);
      System.arraycopy(c, 0, all, 1, c.length);
      double[] root = structure.template(VISITS, all, 0).value();
      double[] first = row.apply(root, (int) a);
      double[] second = row.apply(root, (int) b);
      return IntStream.range(0, VISITS).mapToDouble(i -> first[i] * second[i]).sum();
    };
  }

  public ResidualRows equations() {
    return ResidualRows.of(form, kept, Optional.empty());
  }

  /** R. */
  public RealMatrix covariance(double[] phi) {
    RealMatrix r = MatrixUtils.createRealMatrix(rows.size(), rows.size());
    for (int s = 0; s < kept.stratum().length; s++) {
      int stratum = kept.stratum()[s];
      int from = form.start(stratum);
      double[] own = Arrays.copyOfRange(phi, from, from + form.parameters(stratum));
      double lambda = stratum > 0 ? own[0] : 0;
      double delta = form.hasDelta() ? own[own.length - 1] : 0;
      double[] ofKernel =
          Arrays.copyOfRange(own, stratum > 0 ? 1 : 0, own.length - (form.hasDelta() ? 1 : 0));
      for (int i = kept.start()[s]; i < kept.start()[s + 1]; i++) {
        for (int j = kept.start()[s]; j < kept.start()[s + 1]; j++) {
          double exponents = kept.exponents()[i] + kept.exponents()[j];
          double value =
              correlation.of(kept.positions()[i], kept.positions()[j], ofKernel)
                  * Math.exp(2 * lambda + delta * exponents);
          r.setEntry(i, j, value / Math.sqrt(rows.weights[i] * rows.weights[j]));
        }
      }
    }
    return r;
  }
}
