package org.blup.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes the design of what one pass has summed: decides on the working basis, and sums the
 * equations in it.
 */
final class DesignAssembly {

  private final ModelStructure structure;
  private final Moments moments;
  private final DataChecks checks;
  private final DesignVariables variables;
  private final CrossSums sums;
  private final TermCoding[] terms;

  /** XᵀWX in the basis that was decided on. */
  private double[] gram = {};

  DesignAssembly(ModelStructure structure, Moments moments, DataChecks checks) {
    this.structure = structure;
    this.checks = checks;
    this.moments = moments;
    List<FactorLevels> factors = moments.levels();
    checks.factors(factors);
    variables =
        new DesignVariables(structure, factors, moments.bases().columns(moments.shift(), checks));
    sums = new CrossSums(moments, factors);
    terms = structure.fixed().stream().map(variables::coding).toArray(TermCoding[]::new);
  }

  /**
   * Checks that the data can carry the model, and assembles its equations.
   *
   * @param omitted the number of rows left out
   */
  ObservedDesign assemble(long omitted) {
    int response = structure.responseVariable();
    double responseCentre = sums.shift()[response];
    checks.response(responseSquares(), responseCentre);
    BasisColumns responseMap = moments.bases().response(sums.shift(), checks);
    FixedPart fixed = fixedPart();
    checks.coefficients(fixed.rank());
    RandomPart random = new RandomPart(variables, sums);
    RandomChecks randomChecks = new RandomChecks(random, checks);
    randomChecks.groups();
    WorkingBasis basis =
        new WorkingBasis(
            variables, fixed, random, responseMap, responseCentre, pattern(fixed, random));
    NormalEquations equations = basis.equations(sums, gram);
    randomChecks.effects(equations);
    CollinearEffects collinear = new CollinearEffects(equations);
    return new ObservedDesign(
        basis.with(collinear),
        collinear.apply(equations),
        margins(),
        sums.moments(response),
        omitted);
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
    gram = FixedPart.gram(terms, shifts, sums);
    return new FixedPart(terms, shifts, new IndependentColumns(gram, userSquares(shifts)));
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
    int column = 0;
    for (TermCoding term : terms) {
      for (String name : term.names()) {
        checks.squares(name, squares[column++]);
      }
    }
    return squares;
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
    for (int g = 0; g < random.groups().size(); g++) {
      groups.add(new EquationPattern.Group(random.groups().get(g).size(), random.size(g)));
      for (int h = 0; h < g; h++) {
        pairs.add(BlockSums.pair(random, g, h, sums));
      }
    }
    return new EquationPattern(fixed.rank(), groups, random.terms(), pairs);
  }

  private Margins margins() {
    double[][] frequencies = new double[structure.factors().size()][0];
    List<JointFrequencies> joint = new ArrayList<>();
    for (List<Integer> key : jointKeys()) {
      JointFrequencies found = sums.frequencies(key);
      joint.add(found);
      for (int factor : key) {
        frequencies[factor] = found.ofFactor(factor, variables.factors().get(factor).size());
      }
    }
    double[] means = moments.bases().covariateMeans(sums.shift());
    return new Margins(means, frequencies, List.copyOf(joint));
  }

  /** The factors that two fixed terms tell apart, without those that are part of others. */
  private List<List<Integer>> jointKeys() {
    Set<Set<Integer>> keys = new LinkedHashSet<>();
    for (EffectTerm left : structure.fixed()) {
      for (EffectTerm right : structure.fixed()) {
        Set<Integer> key = new TreeSet<>();
        Arrays.stream(structure.factorsOf(left)).forEach(key::add);
        Arrays.stream(structure.factorsOf(right)).forEach(key::add);
        keys.add(key);
      }
    }
    return keys.stream()
        .filter(key -> !key.isEmpty())
        .filter(key -> keys.stream().noneMatch(o -> o.size() > key.size() && o.containsAll(key)))
        .<List<Integer>>map(List::copyOf)
        .toList();
  }

  /** Σ w·y² about the shift: 0 exactly where all responses are equal. */
  private double responseSquares() {
    double[] sum = new double[1];
    Part part = Part.response(variables.coding(EffectTerm.intercept()), Polynomial.shifted(structure.responseVariable()), 0);
    sums.add(part, part, (row, column, value) -> sum[0] += value);
    return sum[0];
  }
}
