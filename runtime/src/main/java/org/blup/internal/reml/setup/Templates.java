package org.blup.internal.reml.setup;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.NormalEquations;

/**
 * The templates' elements that may differ from zero: which element of which group's relative
 * covariance factor each is. A group's factor is the block diagonal matrix of its terms' templates,
 * k_g × k_g row by row. Inside the optimiser effects are measured in units of one over their
 * column's root mean square, rounded to a power of two, so that no parameter depends on the units
 * of a predictor. {@link Parametrisation} makes elements of parameters.
 */
public final class Templates {

  private final List<Term> terms;
  private final int[] groupSize;

  /**
   * For each group and effect, the root mean square of its column of Z, times that of the levels'
   * standard deviations.
   */
  private final double[][] columnScale;

  private final boolean[][] nothing;

  /** For each element: its group, and the row and column within the group's factor. */
  public final int[] group;

  public final int[] row;
  public final int[] column;

  /** The first element of each term; one more entry for the end. */
  public final int[] elementStart;

  /** Of independent levels. */
  public Templates(NormalEquations equations) {
    this(equations, IntStream.range(0, equations.groups().size()).mapToDouble(g -> 1).toArray());
  }

  /**
   * The templates of a model.
   *
   * @param levelDeviations for each group the root mean square of its levels' standard deviations,
   *     beside that of independent ones
   */
  Templates(NormalEquations equations, double[] levelDeviations) {
    terms = equations.terms();
    groupSize = new int[equations.groups().size()];
    columnScale = new double[groupSize.length][];
    nothing = new boolean[groupSize.length][];
    for (int g = 0; g < groupSize.length; g++) {
      groupSize[g] = equations.groups().get(g).size();
      columnScale[g] = rootMeanSquares(equations, g);
      nothing[g] = new boolean[groupSize[g]];
      for (int a = 0; a < groupSize[g]; a++) {
        nothing[g][a] = columnScale[g][a] == 0;
        columnScale[g][a] = powerOfTwo(columnScale[g][a] * levelDeviations[g]);
      }
    }
    terms.stream().filter(term -> !term.structure().allowsOtherUnits()).forEach(this::shareUnit);
    elementStart = new int[terms.size() + 1];
    for (int t = 0; t < terms.size(); t++) {
      elementStart[t + 1] =
          elementStart[t] + terms.get(t).structure().elements(terms.get(t).size());
    }
    group = new int[elements()];
    row = new int[elements()];
    column = new int[elements()];
    for (int t = 0; t < terms.size(); t++) {
      int index = t;
      Term term = terms.get(t);
      term.structure()
          .forEachElement(
              term.size(),
              (a, b) -> {
                int i = element(index, a, b);
                group[i] = term.group();
                row[i] = term.offset() + a;
                column[i] = term.offset() + b;
              });
    }
  }

  private static double[] rootMeanSquares(NormalEquations equations, int g) {
    int size = equations.groups().get(g).size();
    double[] sum = equations.levelSum(g);
    double[] roots = new double[size];
    Arrays.setAll(roots, a -> Math.sqrt(sum[a * (size + 1)] / equations.rows()));
    return roots;
  }

  /** Measures all effects of a term in one unit, that of the largest column. */
  private void shareUnit(Term term) {
    double[] scale = columnScale[term.group()];
    int end = term.offset() + term.size();
    double largest = Arrays.stream(scale, term.offset(), end).max().orElse(1);
    Arrays.fill(scale, term.offset(), end, largest);
  }

  /** The power of two next below a positive number; 1 for zero. */
  static double powerOfTwo(double value) {
    return value > 0 ? Math.scalb(1.0, Math.getExponent(value)) : 1;
  }

  public int elements() {
    return elementStart[terms.size()];
  }

  public int groups() {
    return groupSize.length;
  }

  public int groupSize(int g) {
    return groupSize[g];
  }

  public List<Term> terms() {
    return terms;
  }

  /** What an element on the optimiser's scale has to be divided by: its row's scale. */
  public double scale(int element) {
    return columnScale[group[element]][row[element]];
  }

  public double scale(int g, int effect) {
    return columnScale[g][effect];
  }

  /** Whether an effect's column of Z is zero in all rows, so that its variance is free. */
  public boolean isNothing(int g, int effect) {
    return nothing[g][effect];
  }

  /** The number of element (a, b) of a term's template, a ≥ b; it must not always be zero. */
  public int element(int term, int a, int b) {
    return elementStart[term] + terms.get(term).structure().element(terms.get(term).size(), a, b);
  }

  /** Factors of the groups, one k_g × k_g matrix each, all zero. */
  public double[][] newFactors() {
    double[][] factors = new double[groupSize.length][];
    for (int g = 0; g < groupSize.length; g++) {
      factors[g] = new double[groupSize[g] * groupSize[g]];
    }
    return factors;
  }

  /** Writes the groups' factors, on the scale of the equations, for scaled elements. */
  public void expand(double[] elements, double[][] factors) {
    for (int i = 0; i < group.length; i++) {
      int g = group[i];
      factors[g][row[i] * groupSize[g] + column[i]] = elements[i] / scale(i);
    }
  }

  /** Reads scaled elements from the groups' factors. */
  public void collect(double[][] factors, double[] elements) {
    for (int i = 0; i < group.length; i++) {
      int g = group[i];
      elements[i] = factors[g][row[i] * groupSize[g] + column[i]] * scale(i);
    }
  }

  /** Whether an element stands on the diagonal of its template. */
  public boolean isDiagonal(int element) {
    return row[element] == column[element];
  }

  /** The template of a term, size × size row by row, out of the groups' factors. */
  public double[] template(int term, double[][] factors) {
    Term t = terms.get(term);
    int k = t.size();
    double[] template = new double[k * k];
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        template[a * k + b] =
            factors[t.group()][(t.offset() + a) * groupSize[t.group()] + t.offset() + b];
      }
    }
    return template;
  }
}
