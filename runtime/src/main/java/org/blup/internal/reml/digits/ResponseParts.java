package org.blup.internal.reml.digits;

import java.util.Arrays;
import java.util.Optional;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.equations.MixedModelEquations;

/**
 * The parts that fixed and random effects are of y, where the criterion was last evaluated: where
 * they nearly cancel each other, the residual is what rounding leaves of them.
 */
final class ResponseParts {

  private final MixedModelEquations model;
  private final NormalEquations equations;

  ResponseParts(MixedModelEquations model) {
    this.model = model;
    equations = model.equations();
  }

  /** The squares of what each column of X, and behind them each term, explains of y. */
  double[] squares() {
    model.solve();
    int columns = equations.columns();
    double[] squares = new double[columns + equations.terms().size()];
    for (int c = 0; c < columns; c++) {
      double scale = model.setup.borderScale[c] * model.effects.solution[model.layout.unknowns + c];
      squares[c] = equations.border()[c * (columns + 2)] * scale * scale;
    }
    Optional<double[]> ofEffects = model.distantSquaresOfParts();
    for (int t = columns; t < squares.length; t++) {
      Term term = equations.terms().get(t - columns);
      squares[t] = ofEffects.map(all -> sumOfTerm(all, term)).orElseGet(() -> ofTerm(term));
    }
    return squares;
  }

  /** Of numbers for each effect, one group after the other, those of a term. */
  private double sumOfTerm(double[] ofEffects, Term term) {
    int before = equations.groups().stream().limit(term.group()).mapToInt(Group::size).sum();
    int first = before + term.offset();
    return Arrays.stream(ofEffects, first, first + term.size()).sum();
  }

  /**
   * The squares of what columns that others nearly make up explain of y, over what is left of them:
   * their cross-products are rounded as those of whole columns. Nothing where levels are elsewhere.
   * To be asked after {@link #squares}.
   */
  double ofRemainders(Term term) {
    double sum = 0;
    for (int a = 0; a < term.size() && equations.distant().isEmpty(); a++) {
      if (term.left()[a] < 1) {
        sum += square(term, a) / term.left()[a];
      }
    }
    return sum;
  }

  /** The square of what one of a term's columns explains of y, over its levels. */
  private double square(Term term, int a) {
    int g = term.group();
    int k = equations.groups().get(g).size();
    int row = term.offset() + a;
    double[] blocks = equations.levelBlocks(g);
    double sum = 0;
    for (int j = 0; j < equations.groups().get(g).levels(); j++) {
      double mode = 0;
      for (int b = 0; b < k; b++) {
        mode +=
            model.lambda[g][row * k + b] * model.effects.solution[model.layout.unknown(g, j) + b];
      }
      sum += mode * mode * blocks[(j * k + row) * k + row];
    }
    return sum;
  }

  private double ofTerm(Term term) {
    double sum = 0;
    for (int j = 0; j < equations.groups().get(term.group()).levels(); j++) {
      int first = model.layout.unknown(term.group(), j) + term.offset();
      for (int a = 0; a < term.size(); a++) {
        double part = model.effects.solution[first + a];
        sum +=
            part
                * part
                * (1 + model.setup.square(model.lambda, term.group(), j, term.offset() + a));
      }
    }
    return sum;
  }
}
