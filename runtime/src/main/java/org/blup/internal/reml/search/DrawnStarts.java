package org.blup.internal.reml.search;

import java.util.Arrays;
import java.util.Random;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.linalg.dense.Rotations;
import org.blup.internal.linalg.dense.SemidefiniteRoot;
import org.blup.internal.reml.objective.Objective;
import org.blup.internal.reml.setup.Templates;

/**
 * Draws where searches start, with a fixed seed. A column v of a template adds {@code vᵀGv} to the
 * mean variance of y, where {@code G = LLᵀ} are the cross-products of the term's columns over the
 * number of rows. Drawn is {@code w = Lᵀv}: then no direction is rarer than another where columns
 * are far from zero or close to each other.
 */
final class DrawnStarts {

  /**
   * Powers of ten that standard deviations are drawn from, in units of the residual's. Minima of
   * hostile designs have up to 1e4.
   */
  private static final double LEAST_POWER = -1;

  /** The largest of them. */
  private static final double LARGEST_POWER = 4;

  /** Directions that have less begin with it: from next to none a search has far to go. */
  private static final double SMALL_DEVIATION = 0.03;

  private final Objective objective;
  private final Templates templates;
  private final Random random = new Random(1);

  /** L of each term, size × size row by row. */
  private final double[][] roots;

  DrawnStarts(Objective objective) {
    this.objective = objective;
    templates = objective.templates;
    roots = new double[templates.terms().size()][];
    Arrays.setAll(roots, t -> root(templates.terms().get(t)));
  }

  private double[] root(Term term) {
    int k = term.size();
    double[] gram = objective.model.equations().levelSum(term);
    for (int i = 0; i < gram.length; i++) {
      double row = templates.scale(term.group(), term.offset() + i / k);
      double column = templates.scale(term.group(), term.offset() + i % k);
      gram[i] /= row * column * objective.model.equations().rows();
    }
    return SemidefiniteRoot.of(k, gram);
  }

  /**
   * Parameters with templates of some terms drawn element by element, of one size or of one for
   * each of their columns, whatever the directions of Z.
   */
  double[] elements(int fromTerm, int toTerm, double[] start, boolean scaleEach) {
    double[] elements = new double[templates.elements()];
    double scale = scale();
    for (int i = templates.elementStart[fromTerm]; i < templates.elementStart[toTerm]; i++) {
      if (scaleEach && templates.isDiagonal(i)) {
        scale = scale();
      }
      elements[i] = scale * random.nextGaussian();
    }
    int[] termStart = objective.parametrisation.termStart;
    double[] drawn = objective.parametrisation.fromElements(elements);
    int first = termStart[fromTerm];
    System.arraycopy(drawn, first, start, first, termStart[toTerm] - first);
    return start;
  }

  private double scale() {
    return StrictMath.pow(10, 3 * random.nextDouble() - 1.5);
  }

  /** One template anew, each column in any direction and of any size; the others as they are. */
  double[] oneAnew(double[] theta) {
    double[] elements = objective.parametrisation.elements(theta);
    int t = random.nextInt(roots.length);
    int k = templates.terms().get(t).size();
    double[] template = new double[k * k];
    for (int b = 0; b < k; b++) {
      double[] drawn = new double[k];
      Arrays.setAll(drawn, a -> random.nextGaussian());
      double power = LEAST_POWER + (LARGEST_POWER - LEAST_POWER) * random.nextDouble();
      setColumn(t, b, StrictMath.pow(10, power) / length(drawn), drawn, template);
    }
    gather(t, template, elements);
    return objective.parametrisation.fromElements(elements);
  }

  /**
   * All templates: each column moved by about its length, and the length by a factor of about e.
   */
  double[] near(double[] theta) {
    double[] elements = objective.parametrisation.elements(theta);
    for (int t = 0; t < roots.length; t++) {
      int k = templates.terms().get(t).size();
      double[] template = template(t, elements);
      for (int b = 0; b < k; b++) {
        double[] moved = column(t, b, template);
        double length = length(moved);
        for (int a = 0; a < k; a++) {
          moved[a] += length * random.nextGaussian() / Math.sqrt(k);
        }
        moved[b] += length < SMALL_DEVIATION ? SMALL_DEVIATION : 0;
        setColumn(t, b, StrictMath.exp(random.nextGaussian()), moved, template);
      }
      gather(t, template, elements);
    }
    return objective.parametrisation.fromElements(elements);
  }

  private static double length(double[] x) {
    return Math.sqrt(Arrays.stream(x).map(v -> v * v).sum());
  }

  /** The template of a term, size × size row by row. */
  private double[] template(int t, double[] elements) {
    Term term = templates.terms().get(t);
    double[] template = new double[term.size() * term.size()];
    for (int i = templates.elementStart[t]; i < templates.elementStart[t + 1]; i++) {
      template[index(term, i)] = elements[i];
    }
    return template;
  }

  /** Elements of any template, its columns rotated into a triangle where correlations are free. */
  private void gather(int t, double[] template, double[] elements) {
    Term term = templates.terms().get(t);
    if (term.structure().isCorrelated()) {
      Rotations.lowerTriangle(term.size(), template, term.size());
    }
    for (int i = templates.elementStart[t]; i < templates.elementStart[t + 1]; i++) {
      elements[i] = template[index(term, i)];
    }
  }

  private int index(Term term, int element) {
    int row = templates.row[element] - term.offset();
    return row * term.size() + templates.column[element] - term.offset();
  }

  /** {@code w = Lᵀv} of a column. */
  private double[] column(int t, int column, double[] template) {
    int k = templates.terms().get(t).size();
    double[] w = new double[k];
    for (int a = 0; a < k; a++) {
      for (int b = a; b < k; b++) {
        w[a] += roots[t][b * k + a] * template[b * k + column];
      }
    }
    return w;
  }

  /** {@code v = L⁻ᵀw}, times a factor; zero for effects that others make up. */
  private void setColumn(int t, int column, double factor, double[] w, double[] template) {
    int k = templates.terms().get(t).size();
    double[] root = roots[t];
    for (int a = k - 1; a >= 0; a--) {
      double left = factor * w[a];
      for (int b = a + 1; b < k; b++) {
        left -= root[b * k + a] * template[b * k + column];
      }
      double pivot = root[a * (k + 1)];
      template[a * k + column] = pivot == 0 ? 0 : left / pivot;
    }
  }
}
