package org.blup.internal.inference.multiplicity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Adjusts the p-values of several tests for their number, as R's {@code p.adjust}. Those that are
 * NaN belong to no test: they stay and are not counted.
 */
public final class PValueAdjustment {

  private PValueAdjustment() {}

  /** p_i times the number of tests. */
  public static double[] bonferroni(double[] p) {
    int tests = count(p);
    return Arrays.stream(p).map(value -> atMostOne(value * tests)).toArray();
  }

  /** Holm (1979), Scand. J. Stat. 6:65–70: step down, from the smallest; familywise error. */
  public static double[] holm(double[] p) {
    Integer[] ascending = ascending(p);
    double[] adjusted = p.clone();
    double running = 0;
    for (int rank = 0; rank < ascending.length; rank++) {
      running = Math.max(running, (ascending.length - rank) * p[ascending[rank]]);
      adjusted[ascending[rank]] = atMostOne(running);
    }
    return adjusted;
  }

  /**
   * Hochberg (1988), Biometrika 75:800–802: step up, from the largest; familywise error, for
   * independent or positively dependent tests.
   */
  public static double[] hochberg(double[] p) {
    Integer[] ascending = ascending(p);
    double[] adjusted = p.clone();
    double running = 1;
    for (int rank = ascending.length - 1; rank >= 0; rank--) {
      running = Math.min(running, (ascending.length - rank) * p[ascending[rank]]);
      adjusted[ascending[rank]] = running;
    }
    return adjusted;
  }

  /**
   * Benjamini &amp; Hochberg (1995), JRSS B 57:289–300: step up; the share of false discoveries,
   * for independent or positively dependent tests.
   */
  public static double[] benjaminiHochberg(double[] p) {
    Integer[] ascending = ascending(p);
    double[] adjusted = p.clone();
    double running = 1;
    for (int rank = ascending.length - 1; rank >= 0; rank--) {
      running = Math.min(running, ascending.length / (rank + 1.0) * p[ascending[rank]]);
      adjusted[ascending[rank]] = running;
    }
    return adjusted;
  }

  private static Integer[] ascending(double[] p) {
    return IntStream.range(0, p.length)
        .filter(i -> !Double.isNaN(p[i]))
        .boxed()
        .sorted(Comparator.comparingDouble(i -> p[i]))
        .toArray(Integer[]::new);
  }

  private static int count(double[] p) {
    return (int) Arrays.stream(p).filter(value -> !Double.isNaN(value)).count();
  }

  private static double atMostOne(double value) {
    return value > 1 ? 1 : value;
  }
}
