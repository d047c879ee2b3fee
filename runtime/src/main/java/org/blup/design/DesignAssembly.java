package org.blup.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes the normal equations of what one pass has summed. */
final class DesignAssembly {

  private final ModelStructure structure;
  private final Moments moments;
  private final DesignVariables variables;
  private final BasisColumns responseMap;
  private final DataChecks checks;
  private final CrossSums sums;
  private final TermCoding[] terms;

  DesignAssembly(
      ModelStructure structure, Moments moments, List<FactorLevels> factors, DataChecks checks) {
    this.structure = structure;
    this.checks = checks;
    this.moments = moments;
    checks.factors(factors);
    double[] shift = moments.shift();
    variables = new DesignVariables(structure, factors, moments.bases().columns(shift, checks));
    sums = new CrossSums(moments, factors);
    terms = structure.fixed().stream().map(variables::coding).toArray(TermCoding[]::new);
    checks.response(responseSquares(), shift[structure.responseVariable()]);
    responseMap = moments.bases().response(shift, checks);
  }

  /** Checks that the data can carry the model, and assembles its equations. */
  ObservedDesign assemble(long rows, long omitted, double sumLogWeights) {
    FixedPart fixed = FixedPart.of(terms, moments.shift(), sums, checks);
    checks.columns(fixed);
    RandomPart random = new RandomPart(variables, moments.shift(), sums);
    checks.groups(random);
    List<EquationPattern.Group> groups = new ArrayList<>();
    List<double[]> groupBorders = new ArrayList<>();
    for (int g = 0; g < random.groups().size(); g++) {
      groups.add(new EquationPattern.Group(random.groups().get(g).size(), random.size(g)));
      groupBorders.add(groupBorder(fixed, random, g));
    }
    List<double[]> levelBlocks = BlockSums.ofLevels(random, sums, checks);
    List<BlockSums> pairs = BlockSums.ofPairs(random, sums, checks);
    checks.effects(random, levelBlocks);
    NormalEquations equations =
        CollinearEffects.apart(
            new NormalEquations(
                new EquationPattern(
                    fixed.rank(),
                    groups,
                    random.terms(),
                    pairs.stream().map(BlockSums::pair).toList()),
                rows,
                sumLogWeights,
                border(fixed),
                groupBorders,
                levelBlocks,
                pairs.stream().map(BlockSums::values).toList()));
    return new ObservedDesign(
        variables,
        responseMap,
        equations,
        random,
        fixed.columns(),
        fixed.coefficientMap(responseOrigin()),
        margins(),
        sums.moments(structure.responseVariable(), moments.shift()[structure.responseVariable()]),
        omitted);
  }

  private Margins margins() {
    double[][] frequencies = new double[structure.factors().size()][0];
    List<JointFrequencies> joint = new ArrayList<>();
    for (List<Integer> key : jointKeys()) {
      JointFrequencies found = moments.frequencies(key, variables.factors());
      joint.add(found);
      for (int factor : key) {
        frequencies[factor] = found.ofFactor(factor, variables.factors().get(factor).size());
      }
    }
    double[] means = moments.bases().covariateMeans(moments.shift());
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
    Part part = Part.response(constant(), Polynomial.shifted(structure.responseVariable()), 0);
    sums.add(part, part, (row, column, value) -> sum[0] += value);
    return sum[0];
  }

  private Part response(FixedPart fixed, int column) {
    Polynomial y = responseMap.polynomial(0, moments.shift());
    if (fixed.shiftsResponse()) {
      y = y.plus(-responseOrigin());
    }
    return Part.response(constant(), y, column);
  }

  /** What becomes of a response at the shift: the constant that may be taken from y. */
  private double responseOrigin() {
    return responseMap.value(0, moments.shift()[structure.responseVariable()]);
  }

  private double[] border(FixedPart fixed) {
    int[] kept = fixed.keptIndex();
    int p = fixed.rank();
    int width = p + 1;
    double[] border = new double[width * width];
    for (int i = 0; i < kept.length; i++) {
      for (int j = 0; j < kept.length; j++) {
        if (kept[i] >= 0 && kept[j] >= 0) {
          border[kept[i] * width + kept[j]] = fixed.gram(i, j);
        }
      }
    }
    Part y = response(fixed, 0);
    for (int term = 0; term < fixed.terms(); term++) {
      for (Part right : fixed.parts(term)) {
        sums.add(
            y,
            right,
            (row, column, value) -> {
              if (kept[column] >= 0) {
                border[p * width + kept[column]] += value;
              }
            });
      }
    }
    for (int k = 0; k < p; k++) {
      border[k * width + p] = border[p * width + k];
    }
    sums.add(y, y, (row, column, value) -> border[p * width + p] += value);
    return border;
  }

  private double[] groupBorder(FixedPart fixed, RandomPart random, int group) {
    int[] kept = fixed.keptIndex();
    int p = fixed.rank();
    int width = p + 1;
    GroupLevels levels = random.groups().get(group);
    double[] border =
        new double
            [checks.length(
                (long) levels.size() * random.size(group) * width,
                "the cross-products of " + levels.label() + " and the fixed effects")];
    for (Part left : random.parts(group)) {
      for (int term = 0; term < fixed.terms(); term++) {
        for (Part right : fixed.parts(term)) {
          sums.add(
              left,
              right,
              (row, column, value) -> {
                if (kept[column] >= 0) {
                  border[row * width + kept[column]] += value;
                }
              });
        }
      }
      sums.add(left, response(fixed, p), (row, column, value) -> border[row * width + p] += value);
    }
    return border;
  }

  private TermCoding constant() {
    return variables.coding(EffectTerm.intercept());
  }
}
