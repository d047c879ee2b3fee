package org.blup.internal.inference.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.special.Gamma;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.inference.distributions.BoundaryMixture;
import org.blup.internal.linalg.dense.PseudoInverse;
import org.blup.internal.linalg.dense.SemidefiniteRoot;
import org.blup.internal.linalg.dense.SymmetricEigen;
import org.blup.internal.reml.information.ExpectedInformation;

/**
 * P-values of likelihood ratios that add random effects, whose variances lie on the boundary of
 * their range if the smaller model holds. For one effect more {@code ½ χ²(d − 1) + ½ χ²(d)} (Stram
 * &amp; Lee 1994, Biometrics 50:1171–1177, case 3), d the parameters it adds; for several the
 * mixture that the expected information at the smaller optimum says, see {@link BoundaryMixture}.
 * Beside covariances of few parameters the bound stands for it, with d the dimension of the linear
 * space that these lie in: a parameter like the correlation of AR(1) means nothing where there is
 * no variance, so that counting parameters would count too few (Davies 1977, Biometrika
 * 64:247–254).
 */
public final class BoundaryPValue {

  /** An eigenvalue of the information below this share of the largest counts as zero. */
  private static final double FLAT = 1e-9;

  /** Criteria that differ by less are equal. */
  private static final double EQUAL = 1e-7;

  private BoundaryPValue() {}

  /**
   * The p-value.
   *
   * @param equations of the larger model
   * @return nothing if no variance is added, so that χ² holds
   */
  public static OptionalDouble of(NormalEquations equations, AddedEffects added, double ratio) {
    List<Integer> blocks = new ArrayList<>();
    for (int t = 0; t < equations.terms().size(); t++) {
      addBlocks(equations.terms().get(t), added.effects().get(t), blocks);
    }
    int parameters = added.parameters();
    if (blocks.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (ratio <= EQUAL) {
      return OptionalDouble.of(1);
    }
    boolean direct =
        equations.terms().stream().noneMatch(t -> t.structure() instanceof PatternedCovariance);
    if (direct && !blocks.equals(List.of(1))) {
      Optional<double[]> information = information(equations, added);
      if (information.isPresent() && isDefinite(information.get())) {
        int inside = parameters - blocks.stream().mapToInt(k -> k * (k + 1) / 2).sum();
        return OptionalDouble.of(
            new BoundaryMixture(inside, blocks, information.get()).upperProbability(ratio));
      }
    }
    return OptionalDouble.of(bound(ratio, added.span()));
  }

  /**
   * {@code ½ χ²(d − 1) + ½ χ²(d)}: exact for one effect, and an upper bound for any, since their
   * cone lies in a half space.
   *
   * @param span d, the dimension of what is added
   */
  public static double bound(double ratio, int span) {
    return 0.5 * (upper(ratio, span - 1) + upper(ratio, span));
  }

  private static double upper(double ratio, int df) {
    if (ratio <= EQUAL) {
      return 1;
    }
    return df == 0 ? 0 : Gamma.regularizedGammaQ(0.5 * df, 0.5 * ratio, 1e-15, 10_000);
  }

  private static void addBlocks(Term term, boolean[] isNew, List<Integer> blocks) {
    int count = 0;
    for (boolean each : isNew) {
      count += each ? 1 : 0;
    }
    boolean correlated = term.structure().isCorrelated();
    if (correlated && count > 0) {
      blocks.add(count);
    }
    for (int i = 0; !correlated && i < count; i++) {
      blocks.add(1);
    }
  }

  /** Of the covariances among new effects, given all other parameters. */
  private static Optional<double[]> information(NormalEquations equations, AddedEffects added) {
    int terms = equations.terms().size();
    double[][] templates = new double[terms][];
    List<Integer> border = new ArrayList<>();
    int next = 0;
    for (int t = 0; t < terms; t++) {
      Term term = equations.terms().get(t);
      int k = term.size();
      boolean[] isNew = added.effects().get(t);
      templates[t] = SemidefiniteRoot.of(k, added.covariances()[t]);
      int first = next;
      term.structure()
          .forEachElement(
              k,
              (a, b) -> {
                if (isNew[a] && isNew[b]) {
                  border.add(first + term.structure().element(k, a, b));
                }
              });
      next += term.structure().elements(k);
    }
    int all = next + 1;
    int estimated = equations.residuals().isVarianceKnown() ? next : all;
    return ExpectedInformation.of(equations, templates)
        .map(each -> given(each, all, estimated, border));
  }

  /** {@code I_BB − I_BR I_RR⁻¹ I_RB} with R all estimated parameters that are not in B. */
  private static double[] given(double[] information, int m, int estimated, List<Integer> border) {
    List<Integer> rest = new ArrayList<>();
    for (int i = 0; i < estimated; i++) {
      if (!border.contains(i)) {
        rest.add(i);
      }
    }
    int r = rest.size();
    double[] own = new double[r * r];
    for (int i = 0; i < r; i++) {
      for (int j = 0; j < r; j++) {
        own[i * r + j] = information[rest.get(i) * m + rest.get(j)];
      }
    }
    double[] inverse = PseudoInverse.ofPositive(r, own);
    int n = border.size();
    double[] result = new double[n * n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        double sum = information[border.get(a) * m + border.get(b)];
        for (int i = 0; i < r; i++) {
          double left = information[border.get(a) * m + rest.get(i)];
          for (int j = 0; j < r; j++) {
            sum -= left * inverse[i * r + j] * information[rest.get(j) * m + border.get(b)];
          }
        }
        result[a * n + b] = sum;
      }
    }
    return result;
  }

  private static boolean isDefinite(double[] information) {
    int n = (int) Math.round(Math.sqrt(information.length));
    double[] scaled = new double[information.length];
    for (int i = 0; i < information.length; i++) {
      double own = information[i / n * (n + 1)] * information[i % n * (n + 1)];
      scaled[i] = information[i] / Math.sqrt(own);
    }
    double[] values = new SymmetricEigen(n, scaled).values();
    return values[0] > FLAT * values[n - 1];
  }
}
