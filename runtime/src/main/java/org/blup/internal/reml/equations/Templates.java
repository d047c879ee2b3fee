package org.blup.internal.reml.equations;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.NormalEquations;

/**
 * From parameters to templates: which element of which group's relative covariance factor each
 * parameter is. A group's factor is the block diagonal matrix of its terms' templates, k_g × k_g
 * row by row. Inside the optimiser effects are measured in units of one over their column's root
 * mean square, rounded to a power of two, so that no parameter depends on the units of a predictor.
 */
public final class Templates {

  private final List<Term> terms;
  private final int[] groupSize;

  /** For each group and effect, the root mean square of its column of Z. */
  private final double[][] columnScale;

  private final boolean[][] nothing;

  /** For each parameter: its group, and the row and column within the group's factor. */
  public final int[] group;

  public final int[] row;
  public final int[] column;

  /** The first parameter of each term; one more entry for the end. */
  public final int[] termStart;

  public Templates(NormalEquations equations) {
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
        columnScale[g][a] = powerOfTwo(columnScale[g][a]);
      }
    }
    termStart = new int[terms.size() + 1];
    for (int t = 0; t < terms.size(); t++) {
      termStart[t + 1] = termStart[t] + terms.get(t).parameters();
    }
    group = new int[parameters()];
    row = new int[parameters()];
    column = new int[parameters()];
    for (int t = 0; t < terms.size(); t++) {
      int index = t;
      Term term = terms.get(t);
      term.structure()
          .forEachParameter(
              term.size(),
              (a, b) -> {
                int i = parameter(index, a, b);
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

  /** The power of two next below a positive number; 1 for zero. */
  static double powerOfTwo(double value) {
    return value > 0 ? Math.scalb(1.0, Math.getExponent(value)) : 1;
  }

  public int parameters() {
    return termStart[terms.size()];
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

  /** What a parameter has to be divided by to get the template's element: its row's scale. */
  public double scale(int parameter) {
    return columnScale[group[parameter]][row[parameter]];
  }

  public double scale(int g, int effect) {
    return columnScale[g][effect];
  }

  /** Whether an effect's column of Z is zero in all rows, so that its variance is free. */
  public boolean isNothing(int g, int effect) {
    return nothing[g][effect];
  }

  /** The parameter that element (a, b) of a term's template is, a ≥ b; it has to be one. */
  public int parameter(int term, int a, int b) {
    return termStart[term] + terms.get(term).structure().parameter(terms.get(term).size(), a, b);
  }

  /** Factors of the groups, one k_g × k_g matrix each, all zero. */
  public double[][] newFactors() {
    double[][] factors = new double[groupSize.length][];
    for (int g = 0; g < groupSize.length; g++) {
      factors[g] = new double[groupSize[g] * groupSize[g]];
    }
    return factors;
  }

  /** Writes the groups' factors, on the scale of the equations, for scaled parameters. */
  public void expand(double[] theta, double[][] factors) {
    for (int i = 0; i < group.length; i++) {
      int g = group[i];
      factors[g][row[i] * groupSize[g] + column[i]] = theta[i] / scale(i);
    }
  }

  /** Reads scaled parameters from the groups' factors. */
  public void collect(double[][] factors, double[] theta) {
    for (int i = 0; i < group.length; i++) {
      int g = group[i];
      theta[i] = factors[g][row[i] * groupSize[g] + column[i]] * scale(i);
    }
  }

  /** Whether a parameter stands on the diagonal of its template. */
  public boolean isDiagonal(int parameter) {
    return row[parameter] == column[parameter];
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
