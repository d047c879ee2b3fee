package org.blup.internal.reml.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.linalg.dense.Rotations;
import org.blup.internal.reml.identification.NullSpace;
import org.blup.internal.reml.setup.Templates;
import org.blup.internal.reml.solution.SingularDirection;

/**
 * Templates of which some columns have been set to zero, each an orthogonal combination of effects
 * where its structure allows a change of basis.
 */
public final class ReducedTemplates {

  /**
   * Standard deviations below this share of the residual's are rounding of zero: 45 units of the
   * last place of 1.
   */
  static final double ROUNDING_OF_ZERO = 1e-14;

  private final Objective objective;
  private final Templates templates;

  /** For each term its template on the optimiser's scale, columns orthogonal, longest first. */
  private final double[][] basis;

  private final double[][] lengths;
  private final int[] rank;

  /** The templates as the search found them: triangular, and final where no rank is lost. */
  private final double[][] found;

  /** Whether what was found has lost its rank already, so that its form is final. */
  private boolean isFinal;

  /** Columns and ranks that may be restored. */
  record State(double[][] basis, int[] rank, boolean isFinal) {}

  /**
   * The templates of a search, none of their columns dropped.
   *
   * @param theta scaled parameters
   */
  public ReducedTemplates(Objective objective, double[] theta) {
    this.objective = objective;
    templates = objective.templates;
    int terms = templates.terms().size();
    basis = new double[terms][];
    lengths = new double[terms][];
    rank = new int[terms];
    found = new double[terms][];
    for (int t = 0; t < terms; t++) {
      rank[t] = templates.terms().get(t).size();
    }
    decompose(theta);
  }

  /** Takes other templates: of the rank that is left, where columns were dropped. */
  void decompose(double[] theta) {
    double[][] factors = templates.newFactors();
    objective.parametrisation.expand(theta, factors);
    for (int t = 0; t < rank.length; t++) {
      Term term = templates.terms().get(t);
      int k = term.size();
      basis[t] = templates.template(t, factors);
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          basis[t][a * k + b] *= variable(term, a);
        }
      }
      found[t] = basis[t].clone();
      lengths[t] = lengths(t, term);
    }
  }

  /** Of the columns that may be dropped. */
  private double[] lengths(int t, Term term) {
    if (!objective.parametrisation.isDirect(t)) {
      rank[t] = rank(term.size(), basis[t]);
      return new double[0];
    }
    return term.structure().allowsChangeOfBasis()
        ? Rotations.orthogonalise(term.size(), basis[t])
        : diagonal(t);
  }

  private static int rank(int k, double[] template) {
    double[] lengths = Rotations.orthogonalise(k, template.clone());
    double least = ROUNDING_OF_ZERO * longest(lengths);
    return (int) Arrays.stream(lengths).filter(length -> length > least).count();
  }

  /** The scale of an effect, and zero for one that no row has: it is left without variance. */
  private double variable(Term term, int a) {
    int effect = term.offset() + a;
    boolean nothing = templates.isNothing(term.group(), effect);
    return nothing ? 0 : templates.scale(term.group(), effect);
  }

  private double[] diagonal(int t) {
    int k = templates.terms().get(t).size();
    double[] diagonal = new double[k];
    for (int a = 0; a < k; a++) {
      diagonal[a] = Math.abs(basis[t][a * (k + 1)]);
    }
    return diagonal;
  }

  /** The same for templates that have lost their rank, so that their form is final. */
  void accept(double[] theta) {
    decompose(theta);
    isFinal = true;
  }

  /** The lengths of a term's columns that may be dropped. */
  double[] lengths(int term) {
    return lengths[term];
  }

  /** Whether a column is zero. */
  boolean isZero(int t, int c) {
    int k = lengths[t].length;
    for (int a = 0; a < k; a++) {
      if (basis[t][a * k + c] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Sets a column to zero. */
  void drop(int t, int c) {
    clearColumn(t, c);
    rank[t]--;
  }

  private void clearColumn(int t, int c) {
    int k = lengths[t].length;
    for (int a = 0; a < k; a++) {
      basis[t][a * k + c] = 0;
    }
  }

  /**
   * Leaves effects whose standard deviation is below a share of the residual's with none; says
   * whether there were any.
   */
  boolean dropEffects(double least) {
    boolean any = false;
    for (int t = 0; t < rank.length; t++) {
      if (objective.parametrisation.isDirect(t) && clearRows(t, least)) {
        Term term = templates.terms().get(t);
        lengths[t] = lengths(t, term);
        rank[t] = rank(term.size(), basis[t]);
        for (int c = 0; c < lengths[t].length; c++) {
          boolean isRounding = lengths[t][c] <= ROUNDING_OF_ZERO * longest(lengths[t]);
          if (isRounding && !isZero(t, c)) {
            clearColumn(t, c);
          }
        }
        isFinal = false;
        any = true;
      }
    }
    return any;
  }

  private boolean clearRows(int t, double least) {
    int k = templates.terms().get(t).size();
    boolean any = false;
    for (int a = 0; a < k; a++) {
      double square = 0;
      for (int c = 0; c < k; c++) {
        square += basis[t][a * k + c] * basis[t][a * k + c];
      }
      if (square > 0 && Math.sqrt(square) < least) {
        Arrays.fill(basis[t], a * k, (a + 1) * k, 0);
        any = true;
      }
    }
    return any;
  }

  private static double longest(double[] lengths) {
    return Arrays.stream(lengths).max().orElse(0);
  }

  /** What may be restored. */
  State state() {
    double[][] copy = new double[basis.length][];
    for (int i = 0; i < basis.length; i++) {
      copy[i] = basis[i].clone();
    }
    return new State(copy, rank.clone(), isFinal);
  }

  /** Takes columns back that were dropped since. */
  void restore(State state) {
    System.arraycopy(state.basis, 0, basis, 0, basis.length);
    System.arraycopy(state.rank, 0, rank, 0, rank.length);
    isFinal = state.isFinal;
  }

  /** The groups' factors on the scale of the equations: lower triangular, no diagonal negative. */
  public double[][] form() {
    double[][] factors = templates.newFactors();
    for (int t = 0; t < rank.length; t++) {
      Term term = templates.terms().get(t);
      int k = term.size();
      boolean reduced = rank[t] < k && !isFinal && objective.parametrisation.isDirect(t);
      double[] template = (reduced ? basis[t] : found[t]).clone();
      if (term.structure().allowsChangeOfBasis() && reduced) {
        Rotations.lowerTriangle(k, template, rank[t]);
      }
      int size = templates.groupSize(term.group());
      for (int a = 0; a < k; a++) {
        int row = (term.offset() + a) * size + term.offset();
        double scale = templates.scale(term.group(), term.offset() + a);
        for (int b = 0; b <= a; b++) {
          double element = template[a * k + b] / scale;
          factors[term.group()][row + b] = template[b * (k + 1)] < 0 ? 0 - element : element;
        }
      }
    }
    return factors;
  }

  /** Whether any combination of effects was left without variance. */
  public boolean losesRank() {
    for (int t = 0; t < rank.length; t++) {
      if (rank[t] < templates.terms().get(t).size()) {
        return true;
      }
    }
    return false;
  }

  /** The combinations of effects that were left without variance. */
  public List<SingularDirection> singularDirections() {
    List<SingularDirection> directions = new ArrayList<>();
    for (int t = 0; t < rank.length; t++) {
      Term term = templates.terms().get(t);
      int k = term.size();
      double[] scale = new double[k];
      for (int a = 0; a < k; a++) {
        scale[a] = templates.scale(term.group(), term.offset() + a);
      }
      double[] unscaled = basis[t].clone();
      for (int i = 0; i < k * k; i++) {
        unscaled[i] /= scale[i / k];
      }
      if (rank[t] == k) {
        continue;
      }
      int index = t;
      for (double[] direction :
          NullSpace.basis(
              k,
              unscaled,
              scale,
              k - rank[t],
              objective.userBasis.scale(t),
              v -> objective.userBasis.coefficients(index, v))) {
        directions.add(new SingularDirection(t, Arrays.stream(direction).boxed().toList()));
      }
    }
    return directions;
  }
}
