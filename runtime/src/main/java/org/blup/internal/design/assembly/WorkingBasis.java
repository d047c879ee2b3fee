package org.blup.internal.design.assembly;

import java.util.ArrayList;
import java.util.List;
import org.blup.internal.design.coding.BasisColumns;
import org.blup.internal.design.coding.DesignVariables;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.coding.Polynomial;
import org.blup.internal.design.equations.CollinearEffects;
import org.blup.internal.design.equations.DistantPart;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualModel;
import org.blup.internal.design.rank.CoefficientMap;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.sums.CrossSums;
import org.blup.internal.design.sums.Part;
import org.jspecify.annotations.Nullable;

/**
 * What the first sums of a model decide, and later sums only fill with numbers: the levels and
 * their coding, the centres that columns stand about, the columns of X that are kept, the basis of
 * Z, and which levels meet. {@link #equations} gives the equations in this basis of any sums over
 * these levels, about whatever shift they were summed, so that sums may be repeated, weighted anew
 * and added up.
 */
final class WorkingBasis {

  private final DesignVariables variables;
  private final FixedPart fixed;
  private final RandomPart random;
  private final BasisColumns responseMap;

  /** What is taken from y; 0 where the columns of X do not make up a constant. */
  private final double responseOrigin;

  private final EquationPattern pattern;

  /** What brings columns of Z apart, if that was found. */
  private final @Nullable CollinearEffects collinear;

  /** The basis before columns of Z are brought apart. */
  WorkingBasis(
      DesignVariables variables,
      FixedPart fixed,
      RandomPart random,
      BasisColumns responseMap,
      double responseCentre,
      EquationPattern pattern) {
    this.variables = variables;
    this.fixed = fixed;
    this.random = random;
    this.responseMap = responseMap;
    responseOrigin = fixed.shiftsResponse() ? responseMap.value(0, responseCentre) : 0;
    this.pattern = pattern;
    collinear = null;
  }

  private WorkingBasis(
      WorkingBasis other,
      RandomPart random,
      EquationPattern pattern,
      @Nullable CollinearEffects collinear) {
    variables = other.variables;
    fixed = other.fixed;
    this.random = random;
    responseMap = other.responseMap;
    responseOrigin = other.responseOrigin;
    this.pattern = pattern;
    this.collinear = collinear;
  }

  /** The same basis with columns of Z brought apart. */
  WorkingBasis with(CollinearEffects effects) {
    return new WorkingBasis(this, random, pattern, effects);
  }

  DesignVariables variables() {
    return variables;
  }

  FixedPart fixed() {
    return fixed;
  }

  RandomPart random() {
    return random;
  }

  BasisColumns responseMap() {
    return responseMap;
  }

  /** What is taken from y. */
  double responseOrigin() {
    return responseOrigin;
  }

  /** The way back to the user's coefficients. */
  CoefficientMap coefficientMap() {
    return fixed.coefficientMap(responseOrigin);
  }

  /** The equations of sums over these levels. */
  NormalEquations equations(CrossSums sums) {
    return equations(sums, fixed.gram(sums));
  }

  /**
   * The same where XᵀWX was summed before.
   *
   * @param gram {@link FixedPart#gram}
   */
  NormalEquations equations(CrossSums sums, double[] gram) {
    return withBorder(sums, border(sums, gram));
  }

  /** The same where [X y]ᵀW[X y] is known. */
  private NormalEquations withBorder(CrossSums sums, double[] border) {
    String model = variables.structure().name();
    List<double[]> groupBorders = new ArrayList<>();
    List<double[]> levelBlocks = new ArrayList<>();
    for (int g = 0; g < random.groups().size(); g++) {
      groupBorders.add(groupBorder(g, sums));
    }
    for (int g = 0; g < random.groups().size(); g++) {
      levelBlocks.add(BlockSums.ofLevels(g, random, sums, model));
    }
    List<double[]> pairBlocks =
        pattern.pairs().stream().map(pair -> BlockSums.ofPair(pair, random, sums, model)).toList();
    NormalEquations equations =
        new NormalEquations(
            pattern,
            new ResidualModel(
                sums.rows(),
                sums.sumLogWeights(),
                variables.structure().knownVariance().isPresent()),
            border,
            groupBorders,
            levelBlocks,
            pairBlocks);
    return collinear == null ? equations : collinear.apply(equations);
  }

  /**
   * The cross-products of some levels of each group, which are independent.
   *
   * @param levels for each group those of the sums
   * @param sums whose levels of other factors have the positions that they have in this basis
   */
  DistantPart part(List<GroupLevels> levels, CrossSums sums) {
    RandomPart own = random.over(levels);
    List<EquationPattern.Group> groups = new ArrayList<>();
    List<EquationPattern.Pair> pairs = new ArrayList<>();
    for (int g = 0; g < levels.size(); g++) {
      groups.add(new EquationPattern.Group(levels.get(g).size(), own.size(g)));
      for (int h = 0; h < g; h++) {
        pairs.add(BlockSums.pair(own, g, h, sums));
      }
    }
    EquationPattern ofPart = new EquationPattern(fixed.rank(), groups, pattern.terms(), pairs);
    double[] noBorder = new double[(fixed.rank() + 1) * (fixed.rank() + 1)];
    return new WorkingBasis(this, own, ofPart, collinear).withBorder(sums, noBorder).part();
  }

  private double[] border(CrossSums sums, double[] gram) {
    int[] kept = fixed.keptIndex();
    int p = fixed.rank();
    int width = p + 1;
    double[] border = new double[width * width];
    for (int i = 0; i < kept.length; i++) {
      for (int j = 0; j < kept.length; j++) {
        if (kept[i] >= 0 && kept[j] >= 0) {
          border[kept[i] * width + kept[j]] = gram[i * kept.length + j];
        }
      }
    }
    Part y = response(0, sums.shift());
    for (Part right : fixed.parts(sums.shift())) {
      sums.add(
          y,
          right,
          (row, column, value) -> {
            if (kept[column] >= 0) {
              border[p * width + kept[column]] += value;
            }
          });
    }
    for (int k = 0; k < p; k++) {
      border[k * width + p] = border[p * width + k];
    }
    sums.add(y, y, (row, column, value) -> border[p * width + p] += value);
    return border;
  }

  private double[] groupBorder(int group, CrossSums sums) {
    int p = fixed.rank();
    int width = p + 1;
    GroupLevels levels = random.groups().get(group);
    double[] border =
        new double
            [ArrayLength.of(
                (long) levels.size() * random.size(group) * width,
                variables.structure().name(),
                "the cross-products of " + levels.label() + " and the fixed effects")];
    int[] kept = fixed.keptIndex();
    List<Part> columns = fixed.parts(sums.shift());
    Part y = response(p, sums.shift());
    for (Part left : random.parts(group, sums.shift())) {
      for (Part right : columns) {
        sums.add(
            left,
            right,
            (row, column, value) -> {
              if (kept[column] >= 0) {
                border[row * width + kept[column]] += value;
              }
            });
      }
      sums.add(left, y, (row, column, value) -> border[row * width + p] += value);
    }
    return border;
  }

  private Part response(int column, double[] shift) {
    Polynomial y = responseMap.polynomial(0, shift);
    if (fixed.shiftsResponse()) {
      y = y.plus(-responseOrigin);
    }
    return Part.response(variables.coding(EffectTerm.intercept()), y, column);
  }
}
