package org.blup.internal.reml.identification;

import java.util.Arrays;
import java.util.Optional;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.setup.Templates;

/**
 * Covariances of effects from what they should make of the squares that ordinary least squares
 * leave of y. With e those residuals, {@code B_g = Z_gᵀWX R⁻¹} where {@code RᵀR = XᵀWX}, {@code
 * K_gh = Z_gᵀWZ_h − B_g B_hᵀ}, and a unit matrix E_i for each element of the covariances Σ,
 * repeated over the levels, the elements s and σ² solve
 *
 * <pre>
 *   Σ_j s_j tr(K_gh E_j K_hg E_i) + σ² tr(K_gg E_i) = eᵀWZ_g E_i Z_gᵀWe
 *   Σ_j s_j tr(K_hh E_j) + σ² (n − p) = eᵀWe
 * </pre>
 *
 * which is without bias, and best where variances are small (MIVQUE0: Rao 1971, J. Multivariate
 * Anal. 1:445–456; Goodnight 1978, SAS Technical Report R-105). It costs what a look at all blocks
 * does, and is exact for balanced designs.
 */
public final class MomentVariances {

  /**
   * A pivot below this share of its diagonal element is rounding: 4500 units of its last place,
   * which products of sums of many levels lose.
   */
  private static final double LEAST_PIVOT = 1e-12;

  /**
   * Searches start at relative standard deviations of at least this: a variance that seems to be
   * none may be one, and at zero its gradient vanishes. Tenfold either way 65 made-up designs end
   * at the same criteria within 1e-9, after as many evaluations within 0.2 %.
   */
  public static final double LEAST_DEVIATION = 0.05;

  /**
   * Where squares leave hardly any residual variance, searches take it to be this share of all: a
   * start of relative standard deviations of ten, from where they go either way.
   */
  public static final double LEAST_RESIDUAL = 0.01;

  private final NormalEquations equations;
  private final Templates templates;

  private final ProjectedGroups groups;

  /** The system, row by row, σ² last, and its right-hand side. */
  private final double[] system;

  private final double[] squares;

  /** What levels elsewhere sum to; empty where they are at hand. */
  private final Optional<LevelMoments.Sums> distant;

  private MomentVariances(NormalEquations equations, Templates templates) {
    this.equations = equations;
    this.templates = templates;
    double[] root = ProjectedGroups.root(equations.border(), equations.columns());
    distant = equations.distant().map(levels -> LevelMoments.of(levels, equations, root));
    groups =
        distant
            .map(sums -> new ProjectedGroups(equations.columns(), root, sums.fixed()))
            .orElseGet(() -> new ProjectedGroups(equations, root));
    squares = new double[templates.elements() + 1];
    system = new double[squares.length * squares.length];
  }

  /** Sets the system up. */
  public static MomentVariances of(NormalEquations equations, Templates templates) {
    MomentVariances moments = new MomentVariances(equations, templates);
    moments.distant.ifPresentOrElse(moments::addSums, moments::addGroups);
    moments.addResidual();
    return moments;
  }

  /**
   * The matrix of the system, row by row, σ² last: {@code tr(P V_i P V_j)} with V_i the derivatives
   * of the covariance of y, and P what X leaves at {@code V = W⁻¹}.
   */
  public double[] products() {
    return system.clone();
  }

  private void addSums(LevelMoments.Sums sums) {
    for (int g = 0; g < equations.groups().size(); g++) {
      for (int h = 0; h <= g; h++) {
        add(g, h, sums.products(g, h));
      }
    }
  }

  private void addGroups() {
    BlockProducts[] own = new BlockProducts[equations.groups().size()];
    for (int g = 0; g < own.length; g++) {
      own[g] = products(g, g);
      own[g].addLevels(equations.groups().get(g).levels(), equations.levelBlocks(g));
    }
    equations.forEachPair(
        (pair, values) -> {
          if (pair.rowGroup() == pair.columnGroup()) {
            own[pair.rowGroup()].addPair(pair, values);
          } else {
            BlockProducts products = products(pair.rowGroup(), pair.columnGroup());
            products.addPair(pair, values);
            add(pair.rowGroup(), pair.columnGroup(), products.sum);
          }
        });
    for (int g = 0; g < own.length; g++) {
      add(g, g, own[g].sum);
    }
  }

  private BlockProducts products(int g, int h) {
    return new BlockProducts(groups, g, templates.groupSize(g), h, templates.groupSize(h));
  }

  /** What two groups' effects give to each other's squares. */
  private void add(int g, int h, double[] products) {
    int k = templates.groupSize(g);
    int l = templates.groupSize(h);
    for (int i = 0; i < templates.elements(); i++) {
      for (int j = 0; j < templates.elements(); j++) {
        if (templates.group[i] == g && templates.group[j] == h) {
          int a = templates.row[i];
          int b = templates.column[i];
          int c = templates.row[j];
          int d = templates.column[j];
          double sum =
              products[(a * l + c) * k * l + b * l + d]
                  + products[(a * l + d) * k * l + b * l + c]
                  + groups.product(g, a * k + b, h, c * l + d)
                  + groups.product(g, a * k + b, h, d * l + c);
          set(i, j, 2 * weight(i) * weight(j) * sum);
        }
      }
    }
  }

  /** Off the diagonal an element stands twice. */
  private double weight(int parameter) {
    return templates.isDiagonal(parameter) ? 0.5 : 1;
  }

  /** The equations' last column, and what they have to make. */
  private void addResidual() {
    int last = squares.length - 1;
    double[][] sums = new double[equations.groups().size()][];
    Arrays.setAll(sums, equations::levelSum);
    for (int i = 0; i < last; i++) {
      int g = templates.group[i];
      int k = templates.groupSize(g);
      int a = templates.row[i];
      int b = templates.column[i];
      double trace = sums[g][a * k + b];
      double explained = groups.trace(g, a * k + b);
      double square =
          distant
              .map(moments -> moments.residual()[g][a * k + b])
              .orElseGet(() -> groups.square(g, k, a, b));
      squares[i] = 2 * weight(i) * square;
      set(i, last, 2 * weight(i) * (trace - explained));
    }
    squares[last] = groups.residualSquare();
    set(last, last, equations.rows() - equations.columns());
  }

  private void set(int i, int j, double value) {
    system[i * squares.length + j] = value;
    system[j * squares.length + i] = value;
  }

  /**
   * The element of Σ that stands where each parameter stands in its template, and σ² behind them:
   * covariances need not be positive definite, and are not numbers where X has dependent columns.
   * By elimination: a variance that the squares do not distinguish from the others is set to zero.
   */
  public double[] variances() {
    double[] system = this.system.clone();
    double[] squares = this.squares.clone();
    int n = squares.length;
    boolean[] told = new boolean[n];
    double[] diagonal = new double[n];
    Arrays.setAll(diagonal, j -> LEAST_PIVOT * system[j * (n + 1)]);
    for (int j = 0; j < n; j++) {
      double pivot = system[j * (n + 1)];
      told[j] = pivot > diagonal[j];
      for (int i = j + 1; i < n && told[j]; i++) {
        double multiple = system[i * n + j] / pivot;
        for (int c = j; c < n; c++) {
          system[i * n + c] -= multiple * system[j * n + c];
        }
        squares[i] -= multiple * squares[j];
      }
    }
    double[] variances = new double[n];
    if (equations.residuals().isVarianceKnown()) {
      told[n - 1] = false;
      variances[n - 1] = 1;
    }
    for (int i = n - 1; i >= 0; i--) {
      if (told[i]) {
        double left =
            squares[i]
                - ProjectedGroups.product(system, i * n + i + 1, variances, i + 1, n - i - 1);
        variances[i] = left / system[i * (n + 1)];
      }
    }
    return variances;
  }
}
