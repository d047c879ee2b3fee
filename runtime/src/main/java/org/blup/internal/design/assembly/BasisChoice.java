package org.blup.internal.design.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.blup.exception.ModelTooLargeException;
import org.blup.internal.design.coding.BasisColumns;
import org.blup.internal.design.coding.DataChecks;
import org.blup.internal.design.coding.DesignVariables;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.coding.Polynomial;
import org.blup.internal.design.coding.TermCoding;
import org.blup.internal.design.equations.CollinearEffects;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.rank.IndependentColumns;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.sums.CrossSums;
import org.blup.internal.design.sums.Part;
import org.blup.internal.numeric.Heap;

/** Decides on the working basis of a model by the first sums of its rows. */
final class BasisChoice {

  /**
   * What was decided.
   *
   * @param equations those of the sums it was decided by, in this basis
   */
  record Chosen(WorkingBasis basis, NormalEquations equations) {}

  /**
   * Matrices of all columns that are there at once: their products, the factor of these, the basis,
   * and the products in the basis.
   */
  private static final double MATRICES = 4;

  /** The root of the longest array. */
  private static final int MOST_COLUMNS = 46_340;

  private final DesignVariables variables;
  private final CrossSums sums;
  private final CovaryingLevels covarying;
  private final DataChecks checks;
  private final TermCoding[] terms;

  /** How many levels each group has, if the sums do not tell them apart; else empty. */
  private final int[] distant;

  /** XᵀWX in the basis of X that was decided on. */
  private double[] gram = {};

  BasisChoice(
      DesignVariables variables,
      CrossSums sums,
      CovaryingLevels covarying,
      DataChecks checks,
      int[] distant) {
    this.distant = distant;
    this.variables = variables;
    this.sums = sums;
    this.covarying = covarying;
    this.checks = checks;
    terms =
        variables.structure().fixed().stream().map(variables::coding).toArray(TermCoding[]::new);
  }

  /** Checks that the data can carry the model, and decides. */
  Chosen choose(BasisColumns responseMap) {
    FixedPart fixed = fixedPart();
    checks.coefficients(fixed.rank());
    RandomPart random = new RandomPart(variables, sums, covarying);
    RandomChecks randomChecks = new RandomChecks(random, checks, distant);
    randomChecks.groups();
    randomChecks.neighbours(variables);
    double responseCentre = sums.shift()[variables.structure().responseVariable()];
    WorkingBasis basis =
        new WorkingBasis(
            variables, fixed, random, responseMap, responseCentre, pattern(fixed, random));
    NormalEquations equations = basis.equations(sums, gram);
    randomChecks.effects(equations);
    CollinearEffects collinear = new CollinearEffects(equations);
    randomChecks.apart(collinear);
    return new Chosen(basis.with(collinear), collinear.apply(equations));
  }

  /**
   * The basis of X that keeps most digits. If columns turn out to depend on others, the basis is
   * restricted so that the same ones are dropped as in the user's.
   */
  private FixedPart fixedPart() {
    FixedPart part = fixedPart(false);
    return part.isComplete() ? part : fixedPart(true);
  }

  private FixedPart fixedPart(boolean onlyFromBefore) {
    Shifts shifts = new Shifts(terms, sums.shift(), onlyFromBefore);
    checkMemory(shifts.columns());
    gram = FixedPart.gram(terms, shifts, sums);
    return new FixedPart(terms, shifts, new IndependentColumns(gram, userSquares(shifts)));
  }

  private void checkMemory(double columns) {
    if (columns > MOST_COLUMNS) {
      throw new ModelTooLargeException(
          "%s: %.0f columns of fixed effects are more than the %d whose products fit into an array. A factor of very many levels may be a random one"
              .formatted(variables.structure().name(), columns, MOST_COLUMNS));
    }
    double needed = Double.BYTES * MATRICES * columns * columns;
    if (!Heap.has(needed)) {
      throw new ModelTooLargeException(
          "%s: %.0f columns of fixed effects need %s of memory and more, for matrices of the square"
                  .formatted(
                      variables.structure().name(), columns, ModelTooLargeException.size(needed))
              + " of their number, and %s of %s are free. Give Java more memory (-Xmx), or fit fewer"
                  .formatted(
                      ModelTooLargeException.size(Heap.available()), ModelTooLargeException.heap())
              + " columns: a factor of very many levels may be a random one");
    }
  }

  /** The squares of the columns of X as the user has them. */
  private double[] userSquares(Shifts shifts) {
    double[] squares = new double[shifts.columns()];
    double[] shift = sums.shift();
    for (int t = 0; t < terms.length; t++) {
      Polynomial monomial = unshifted(terms[t], shift);
      for (Part user : Part.fixed(terms[t], monomial, shift, shifts.start(t))) {
        sums.add(user, user, (row, column, value) -> squares[row] += row == column ? value : 0);
      }
    }
    boolean anyNothing = Arrays.stream(squares).anyMatch(square -> square == 0);
    double[] totals = anyNothing ? userSums(shifts) : squares;
    int column = 0;
    for (TermCoding term : terms) {
      for (String name : term.names()) {
        checks.squares(name, squares[column], totals[column]);
        column++;
      }
    }
    return squares;
  }

  /** The sums of the columns of X as the user has them. */
  private double[] userSums(Shifts shifts) {
    double[] totals = new double[shifts.columns()];
    double[] shift = sums.shift();
    Part ones = Part.response(variables.coding(EffectTerm.intercept()), Polynomial.ONE, 0);
    for (int t = 0; t < terms.length; t++) {
      Polynomial monomial = unshifted(terms[t], shift);
      for (Part user : Part.fixed(terms[t], monomial, shift, shifts.start(t))) {
        sums.add(user, ones, (row, column, value) -> totals[row] += value);
      }
    }
    return totals;
  }

  /** A term's monomial on the user's scale. */
  private static Polynomial unshifted(TermCoding term, double[] shift) {
    Polynomial product = Polynomial.ONE;
    for (int variable : term.monomial().variables()) {
      product = product.times(Polynomial.unshifted(variable, shift[variable]));
    }
    return product;
  }

  private EquationPattern pattern(FixedPart fixed, RandomPart random) {
    List<EquationPattern.Group> groups = new ArrayList<>();
    List<EquationPattern.Pair> pairs = new ArrayList<>();
    List<EquationPattern.Pair> ofGroups = new ArrayList<>();
    for (int g = 0; g < random.groups().size(); g++) {
      GroupLevels levels = random.groups().get(g);
      if (random.covary(g)) {
        PreciseGroup precise = covarying.precise(g, levels, random.size(g));
        groups.add(precise.group());
        ofGroups.add(precise.pair());
      } else {
        groups.add(new EquationPattern.Group(levels.size(), random.size(g)));
      }
      for (int h = 0; h < g; h++) {
        pairs.add(BlockSums.pair(random, g, h, sums));
      }
    }
    pairs.addAll(ofGroups);
    return new EquationPattern(fixed.rank(), groups, random.terms(), pairs);
  }
}
