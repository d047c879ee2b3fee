package org.blup.internal.reml.equations;

import org.blup.exception.DistantLevelsException;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.setup.EquationSetup;
import org.jspecify.annotations.Nullable;

/**
 * Which of the two factorisations evaluates: the sweep over the levels where the pattern suits it,
 * and the sparse one otherwise, where the sweep has no answer, and where a question needs a factor
 * that is kept.
 */
final class FactorisationChoice {

  private final EquationSetup setup;
  private final Factorisation usual;
  private NormalEquations equations;
  private @Nullable SparseFactorisation sparse;

  /** What made the last evaluation. */
  private Factorisation current;

  FactorisationChoice(EquationSetup setup) {
    this.setup = setup;
    equations = setup.equations;
    if (equations.distant().isPresent() || LevelSweep.suits(setup.layout().pattern)) {
      usual = new LevelSweep(setup);
    } else {
      sparse = new SparseFactorisation(setup);
      usual = sparse;
    }
    current = usual;
  }

  /** Goes over to the same equations for another response. */
  void take(NormalEquations others) {
    equations = others;
    usual.take(others);
    if (sparse != null) {
      sparse.take(others);
    }
  }

  /** Eliminates Z as these equations usually do; see {@link Factorisation#eliminate}. */
  double eliminate(double[][] lambda) {
    current = usual;
    double determinant = current.eliminate(lambda);
    return Double.isNaN(determinant) && current != sparse ? eliminateSparse(lambda) : determinant;
  }

  /** Eliminates Z by the sparse factorisation, which is then there to be asked. */
  double eliminateSparse(double[][] lambda) {
    current = sparse();
    return current.eliminate(lambda);
  }

  /** What made the last evaluation. */
  Factorisation current() {
    return current;
  }

  /** Whether the last evaluation was by the factorisation that these equations usually have. */
  boolean isUsual() {
    return current == usual;
  }

  /** Whether the last evaluation was by the sparse factorisation. */
  boolean isSparse() {
    return current == sparse;
  }

  /** The sparse factorisation, whatever it holds. */
  SparseFactorisation sparse() {
    if (equations.distant().isPresent()) {
      throw new DistantLevelsException("the factor of the equations");
    }
    SparseFactorisation known = sparse;
    if (known == null) {
      known = new SparseFactorisation(setup);
      known.take(equations);
      sparse = known;
    }
    return known;
  }
}
