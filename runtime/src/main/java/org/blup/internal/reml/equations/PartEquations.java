package org.blup.internal.reml.equations;

import java.io.Serializable;
import java.util.List;
import org.blup.internal.design.equations.DistantPart;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.setup.EquationSetup;

/**
 * What makes equations of a part of all levels, where this is: in the units and the basis that all
 * parts share.
 *
 * @param border {@code [X y]ᵀW[X y]} of all rows
 * @param terms of the model
 */
public record PartEquations(double[] border, List<Term> terms) implements Serializable {

  /** Those of equations whose levels are elsewhere. */
  public static PartEquations of(NormalEquations equations) {
    return new PartEquations(equations.border(), equations.terms());
  }

  /** The equations of a part. */
  public NormalEquations of(DistantPart part) {
    return NormalEquations.of(part, border, terms);
  }

  /** A factorisation of a part, which holds nothing yet. */
  public SparseFactorisation factorisation(DistantPart part) {
    return new SparseFactorisation(EquationSetup.of(of(part)));
  }
}
