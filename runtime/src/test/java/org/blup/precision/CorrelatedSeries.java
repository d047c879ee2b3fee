package org.blup.precision;

import static org.blup.precision.ManyDigits.DIGITS;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.residual.ResidualAssembly;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.ResidualTerm;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.solution.Solution;

/**
 * Subjects with rows at positions, {@code y ~ x} with residuals of one variance and one correlation
 * ρ, by AR(1) or compound symmetry; and the REML criterion of these rows and its optimum in 50
 * digits.
 */
final class CorrelatedSeries {

  private static final BigDecimal TWO_PI =
      new BigDecimal("6.28318530717958647692528676655900576839433879875021");

  private record Row(double y, double x, int position, int subject) {}

  private final boolean isAutoregression;
  private final int subjects;
  private final int positions;
  private final List<Row> rows = new ArrayList<>();

  /**
   * Draws rows.
   *
   * @param isAutoregression or compound symmetry
   * @param rho what the residuals' correlation is about
   * @param origin of x, a walk about it
   */
  CorrelatedSeries(
      boolean isAutoregression, int subjects, int positions, double rho, double origin, long seed) {
    this.isAutoregression = isAutoregression;
    this.subjects = subjects;
    this.positions = positions;
    Random random = new Random(seed);
    for (int s = 0; s < subjects; s++) {
      double[] e = random.doubles(positions).map(u -> random.nextGaussian()).toArray();
      double mean = Arrays.stream(e).sum() / positions;
      double common = Math.sqrt(Math.max(0, 1 + (positions - 1) * rho)) * mean;
      double x = origin;
      double state = e[0];
      for (int p = 0; p < positions; p++) {
        if (p > 0) {
          state = rho * state + Math.sqrt(1 - rho * rho) * e[p];
        }
        double residual = isAutoregression ? state : Math.sqrt(1 - rho) * (e[p] - mean) + common;
        x += 0.25 + 0.5 * random.nextGaussian();
        double shortX = Math.rint(x * 1024) / 1024;
        rows.add(new Row(1 + 0.5 * (shortX - origin) + residual, shortX, p, s));
      }
    }
  }

  /** An estimate, of which ρ is told by its distance from the border. */
  record Estimates(
      double criterion,
      double criterionError,
      double fromBorder,
      double sigma,
      double slope,
      double standardError) {}

  private ModelStructure structure() {
    CovarianceStructure form =
        isAutoregression
            ? CovarianceStructure.AUTOREGRESSIVE
            : CovarianceStructure.COMPOUND_SYMMETRY;
    return ModelStructure.of("Series", "Series")
        .response("y")
        .number("x")
        .factor("position", Levels.integers())
        .factor("subject", Levels.integers())
        .fixed(EffectTerm.intercept())
        .fixed(EffectTerm.of("x"))
        .residual(ResidualTerm.over("position", "subject").in(form))
        .build();
  }

  /** What Blup finds. */
  Estimates found() {
    RowAccumulator<Row> sums =
        new RowAccumulator<>(
            structure(),
            (row, out) -> {
              out.response(row.y());
              out.number(0, row.x());
              out.level(0, (long) row.position());
              out.level(1, (long) row.subject());
            });
    rows.forEach(sums::add);
    ObservedDesign design = DesignAssembly.observe(sums, false);
    Solution solution =
        Reml.solve(
            ResidualAssembly.equations(design, sums).orElseThrow(), true, (theta, value) -> {});
    double angle = solution.residual().orElseThrow().phi()[0];
    double sine = Math.sin(angle);
    double cosine = Math.cos(angle);
    double fromBorder = isAutoregression ? cosine * cosine / (1 + sine) : positions * sine * sine;
    double[] coefficients = design.coefficients(solution.beta());
    double variance = design.coefficientCovariance(solution.betaCovariance())[3];
    return new Estimates(
        solution.criterion(),
        solution.criterionError(),
        fromBorder,
        solution.sigma(),
        coefficients[1],
        Math.sqrt(variance));
  }

  /** The optimum next to what was found: Newton's method for the logarithm of the distance. */
  Estimates precise(Estimates found) {
    BigDecimal z = ManyDigits.of(found.fromBorder());
    BigDecimal step = new BigDecimal("1e-15");
    for (int iteration = 0; iteration < 3; iteration++) {
      BigDecimal up = criterion(z.multiply(BigDecimal.ONE.add(step))).value;
      BigDecimal at = criterion(z).value;
      BigDecimal down = criterion(z.multiply(BigDecimal.ONE.subtract(step))).value;
      BigDecimal slope = up.subtract(down).multiply(step).divide(BigDecimal.valueOf(2));
      BigDecimal curvature = up.add(down).subtract(at).subtract(at);
      z = z.multiply(BigDecimal.ONE.subtract(slope.divide(curvature, DIGITS)), DIGITS);
    }
    Criterion best = criterion(z);
    return new Estimates(
        best.value.doubleValue(),
        0,
        z.doubleValue(),
        Math.sqrt(best.variance.doubleValue()),
        best.slope.doubleValue(),
        Math.sqrt(best.slopeVariance.doubleValue()));
  }

  private record Criterion(
      BigDecimal value, BigDecimal variance, BigDecimal slope, BigDecimal slopeVariance) {}

  /** By its definition, subjects one by one. */
  private Criterion criterion(BigDecimal fromBorder) {
    BigDecimal[][] square = new BigDecimal[3][3];
    Arrays.stream(square).forEach(row -> Arrays.fill(row, BigDecimal.ZERO));
    for (int s = 0; s < subjects; s++) {
      List<Row> own = rows.subList(s * positions, (s + 1) * positions);
      BigDecimal[][] columns = {
        own.stream().map(row -> BigDecimal.ONE).toArray(BigDecimal[]::new),
        own.stream().map(row -> ManyDigits.of(row.x())).toArray(BigDecimal[]::new),
        own.stream().map(row -> ManyDigits.of(row.y())).toArray(BigDecimal[]::new)
      };
      BigDecimal[][] weighted = new BigDecimal[3][];
      Arrays.setAll(weighted, c -> weighted(fromBorder, columns[c]));
      for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 3; b++) {
          BigDecimal product = ManyDigits.product(columns[a], weighted[b]);
          square[a][b] = square[a][b].add(product, DIGITS);
        }
      }
    }
    BigDecimal[][] border = ManyDigits.root(square);
    BigDecimal df = BigDecimal.valueOf(rows.size() - 2L);
    BigDecimal variance = border[2][2].multiply(border[2][2]).divide(df, DIGITS);
    BigDecimal ofX = border[0][0].multiply(border[1][1]);
    BigDecimal value = logDeterminant(fromBorder).multiply(BigDecimal.valueOf(subjects));
    value = value.add(ManyDigits.log(ofX.multiply(ofX, DIGITS)), DIGITS);
    BigDecimal logarithm = ManyDigits.log(TWO_PI.multiply(variance, DIGITS));
    value = value.add(df.multiply(BigDecimal.ONE.add(logarithm)), DIGITS);
    BigDecimal slope = border[2][1].divide(border[1][1], DIGITS);
    BigDecimal left = border[1][1].multiply(border[1][1]);
    return new Criterion(value, variance, slope, variance.divide(left, DIGITS));
  }

  /** {@code R⁻¹x}: a matrix of three diagonals, or of two different elements. */
  private BigDecimal[] weighted(BigDecimal fromBorder, BigDecimal[] x) {
    int n = x.length;
    BigDecimal[] weighted = new BigDecimal[n];
    if (isAutoregression) {
      BigDecimal rho = BigDecimal.ONE.subtract(fromBorder);
      BigDecimal square = rho.multiply(rho);
      for (int a = 0; a < n; a++) {
        boolean isInside = a > 0 && a < n - 1;
        BigDecimal own = x[a].multiply(isInside ? BigDecimal.ONE.add(square) : BigDecimal.ONE);
        BigDecimal beside = a > 0 ? x[a - 1] : BigDecimal.ZERO;
        beside = beside.add(a < n - 1 ? x[a + 1] : BigDecimal.ZERO);
        weighted[a] =
            own.subtract(rho.multiply(beside)).divide(BigDecimal.ONE.subtract(square), DIGITS);
      }
      return weighted;
    }
    BigDecimal rho = rhoOfSymmetry(fromBorder);
    BigDecimal mean = Arrays.stream(x).reduce(BigDecimal.ZERO, BigDecimal::add);
    mean = mean.divide(BigDecimal.valueOf(n), DIGITS);
    for (int a = 0; a < n; a++) {
      BigDecimal within = x[a].subtract(mean).divide(BigDecimal.ONE.subtract(rho), DIGITS);
      weighted[a] = within.add(mean.divide(fromBorder, DIGITS));
    }
    return weighted;
  }

  /** Of one subject. */
  private BigDecimal logDeterminant(BigDecimal fromBorder) {
    BigDecimal others = BigDecimal.valueOf(positions - 1L);
    if (isAutoregression) {
      BigDecimal rho = BigDecimal.ONE.subtract(fromBorder);
      return others.multiply(ManyDigits.log(BigDecimal.ONE.subtract(rho.multiply(rho))), DIGITS);
    }
    BigDecimal rest = ManyDigits.log(BigDecimal.ONE.subtract(rhoOfSymmetry(fromBorder)));
    return ManyDigits.log(fromBorder).add(others.multiply(rest), DIGITS);
  }

  private BigDecimal rhoOfSymmetry(BigDecimal fromBorder) {
    BigDecimal others = BigDecimal.valueOf(positions - 1L);
    return fromBorder.subtract(BigDecimal.ONE).divide(others, DIGITS);
  }
}
