package org.blup.internal.reml.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.blup.internal.design.covariance.Correlation;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.covariance.Decay;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.design.residual.ResidualRows;
import org.blup.internal.design.rowcovariance.RowForm;
import org.blup.internal.reml.equations.RepeatedRows;
import org.blup.internal.reml.equations.Rows;

/**
 * Small models with residuals that covary within subjects, by seed: few subjects of several visits,
 * some missed, or of rows at unequal gaps; alone, beside effects of the subjects or of a crossed
 * factor. The response is made of more than the model knows: levels and trends of subjects, an
 * autoregression and noise, each of a size of its own.
 */
final class ResidualDesigns {

  /** A structure of the residuals. */
  enum Kind {
    AR1(Correlation.AUTOREGRESSIVE, true),
    AR1H(Correlation.AUTOREGRESSIVE, false),
    CS(Correlation.COMPOUND_SYMMETRY, true),
    CSH(Correlation.COMPOUND_SYMMETRY, false),
    TOEP(Correlation.TOEPLITZ, true),
    TOEPH(Correlation.TOEPLITZ, false),
    AD(Correlation.ANTEDEPENDENCE, true),
    ADH(Correlation.ANTEDEPENDENCE, false),
    US(Correlation.UNSTRUCTURED, false),
    AR1_ROWS(Correlation.AUTOREGRESSIVE, true),
    AR1_STRATA(Correlation.AUTOREGRESSIVE, true),
    CS_STRATA(Correlation.COMPOUND_SYMMETRY, true),
    EXP(Correlation.NONE, true),
    GAU(Correlation.NONE, true),
    EXP_STRATA(Correlation.NONE, true),
    POWER(Correlation.NONE, true),
    EXP_POWER(Correlation.NONE, true);

    final PatternedCovariance structure;

    Kind(Correlation correlation, boolean oneVariance) {
      structure = new PatternedCovariance(correlation, oneVariance);
    }

    /** Whether effects of the subjects would have the same covariance. */
    private boolean holdsSubjects() {
      return this == CS
          || this == CSH
          || this == TOEP
          || this == TOEPH
          || this == US
          || this == CS_STRATA;
    }

    private boolean isOfSums() {
      return compareTo(AR1_ROWS) < 0;
    }

    private boolean isOfDistances() {
      return compareTo(EXP) >= 0;
    }

    private boolean hasStrata() {
      return this == AR1_STRATA || this == CS_STRATA || this == EXP_STRATA;
    }

    private boolean hasDelta() {
      return this == POWER || this == EXP_POWER;
    }
  }

  /** The random effects beside them. */
  enum Effects {
    NONE,
    SUBJECT,
    SLOPES,
    ITEM,
    SUBJECT_AND_ITEM
  }

  final Kind kind;
  final Effects effects;
  final ResidualEquations equations;

  private final Random random;
  private final int visits;
  private final List<int[]> subjects = new ArrayList<>();
  private final int n;
  private final double[] position;
  private final Rows rows;

  private ResidualDesigns(long seed) {
    random = new Random(seed);
    Kind[] kinds = Kind.values();
    kind = kinds[(int) (seed % kinds.length)];
    Effects drawn = Effects.values()[random.nextInt(Effects.values().length)];
    boolean isItem = drawn == Effects.ITEM || drawn == Effects.SUBJECT_AND_ITEM;
    effects = !kind.holdsSubjects() ? drawn : isItem ? Effects.ITEM : Effects.NONE;
    boolean isLong = kind.structure.parameters(9) <= 2 && random.nextInt(3) == 0;
    visits = isLong ? 10 + random.nextInt(15) : kind == Kind.US ? 3 : 3 + random.nextInt(4);
    int count = isLong ? 2 + random.nextInt(4) : 6 + random.nextInt(15);
    int next = 0;
    for (int s = 0; s < count; s++) {
      int own = random.nextInt(4) == 0 ? visits - 1 : visits;
      subjects.add(IntStream.range(next, next + own).toArray());
      next += own;
    }
    n = next;
    position = new double[n];
    rows = rows();
    equations = kind.isOfSums() ? sums() : keptRows();
  }

  static ResidualDesigns of(long seed) {
    return new ResidualDesigns(seed);
  }

  private Rows rows() {
    int[] subject = new int[n];
    int[] item = random.ints(n, 0, 3 + random.nextInt(6)).toArray();
    double[] x = random.doubles(n).map(u -> random.nextGaussian()).toArray();
    double[] y = new double[n];
    double[] time = new double[n];
    double level = size();
    double trend = 0.2 * size();
    double series = size();
    double ofItems = size();
    double noise = size() + 0.1;
    double rho = 2 * random.nextDouble() - 0.6;
    rho = Math.min(rho, 0.98);
    double[] ofItem = random.doubles(9).map(u -> ofItems * random.nextGaussian()).toArray();
    for (int s = 0; s < subjects.size(); s++) {
      int[] own = subjects.get(s);
      double base = level * random.nextGaussian();
      double slope = trend * random.nextGaussian();
      double state = random.nextGaussian();
      int missed = random.nextInt(visits);
      double at = 0;
      for (int t = 0; t < own.length; t++) {
        int i = own[t];
        subject[i] = s;
        at += 0.3 + random.nextDouble() + (random.nextInt(4) == 0 ? 1 : 0);
        boolean isBehind = own.length < visits && t >= missed;
        position[i] = kind.isOfDistances() ? at : t + (isBehind ? 1 : 0);
        time[i] = position[i];
        y[i] = 0.5 * x[i] + base + slope * t + series * state;
        y[i] += ofItem[item[i]] + noise * random.nextGaussian();
        state = rho * state + Math.sqrt(1 - rho * rho) * random.nextGaussian();
      }
    }
    double[] ones = Rows.constant(n);
    Rows made = random.nextBoolean() ? Rows.of(y, ones, x) : Rows.of(y, ones, x, time);
    if (effects == Effects.SUBJECT || effects == Effects.SUBJECT_AND_ITEM) {
      made.term(made.group(subject), CovarianceStructure.UNSTRUCTURED, ones);
    }
    if (effects == Effects.SLOPES) {
      made.term(made.group(subject), CovarianceStructure.UNSTRUCTURED, ones, time);
    }
    if (effects == Effects.ITEM || effects == Effects.SUBJECT_AND_ITEM) {
      made.term(made.group(item), CovarianceStructure.UNSTRUCTURED, ones);
    }
    return made;
  }

  /** Nothing, a little, as much as others, or more. */
  private double size() {
    return new double[] {0, 0.3, 1, 2}[random.nextInt(4)];
  }

  private ResidualEquations sums() {
    int[] visit = Arrays.stream(position).mapToInt(p -> (int) p).toArray();
    return new RepeatedRows(rows, kind.structure, visits, subjects, visit).sums();
  }

  private ResidualEquations keptRows() {
    int strata = kind.hasStrata() ? 2 : 1;
    List<String> names = strata == 1 ? List.of("") : List.of("a", "b");
    int[] stratum = IntStream.range(0, subjects.size()).map(s -> s % strata).toArray();
    long[] counts = new long[strata];
    int[] starts = new int[subjects.size() + 1];
    for (int s = 0; s < stratum.length; s++) {
      starts[s + 1] = starts[s] + subjects.get(s).length;
      counts[stratum[s]] += subjects.get(s).length;
    }
    List<String> positions = IntStream.range(0, visits).mapToObj(v -> "visit " + v).toList();
    RowForm form =
        switch (kind) {
          case POWER -> RowForm.independent(names, counts);
          case GAU -> RowForm.distances(names, counts, Decay.GAUSSIAN, 1);
          case EXP, EXP_STRATA, EXP_POWER -> RowForm.distances(names, counts, Decay.EXPONENTIAL, 1);
          default -> RowForm.positions(names, counts, kind.structure, positions);
        };
    double[] exponents = random.doubles(n, -1, 1).toArray();
    RowForm following = kind.hasDelta() ? form.following(1) : form;
    if (kind != Kind.POWER) {
      return ResidualRows.of(
          following, rows.kept(starts, stratum, position, exponents), Optional.empty());
    }
    int[] single = IntStream.rangeClosed(0, n).toArray();
    return ResidualRows.of(
        following, rows.kept(single, new int[n], new double[n], exponents), Optional.empty());
  }

  /** Parameters of the residuals anywhere. */
  double[] drawn(Random other) {
    if (kind.isOfSums()) {
      double[] phi = new double[equations.parameters()];
      int deviations = kind.structure.deviations(visits) - 1;
      Arrays.setAll(phi, i -> i < deviations ? other.nextGaussian() : angle(other));
      return phi;
    }
    RowForm form = (RowForm) equations.form();
    double[] phi = new double[form.parameters()];
    for (int s = 0; s < form.strata(); s++) {
      int next = form.start(s);
      int end = next + form.parameters(s);
      if (s > 0) {
        phi[next++] = other.nextGaussian();
      }
      if (form.hasDelta()) {
        phi[--end] = 2 * other.nextGaussian();
      }
      if (next < end) {
        phi[next] = kind.isOfDistances() ? 7 * other.nextDouble() - 2 : angle(other);
      }
    }
    return phi;
  }

  private double angle(Random other) {
    boolean isSymmetric = kind.structure.correlation() == Correlation.COMPOUND_SYMMETRY;
    double half = 1.5 * (2 * other.nextDouble() - 1);
    return isSymmetric ? Math.abs(half) + 0.03 : half;
  }
}
