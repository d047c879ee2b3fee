package org.blup.internal.model.means;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.sums.JointFrequencies;
import org.blup.internal.design.sums.Margins;
import org.blup.internal.inference.estimability.CellWeights;
import org.blup.model.means.Averaging;

/** The weights of levels in one mean of a reference grid. */
final class GridWeights implements CellWeights {

  /** The level of a factor that is averaged over. */
  static final int AVERAGED = -1;

  private final ObservedDesign design;
  private final Averaging averaging;
  private final int[] held;
  private final int[] levels;

  /**
   * The weights.
   *
   * @param held for each factor of the model its level where the whole grid is taken at one, else
   *     {@link #AVERAGED}
   * @param levels for each factor its level in this mean, else {@link #AVERAGED}
   */
  GridWeights(ObservedDesign design, Averaging averaging, int[] held, int[] levels) {
    this.design = design;
    this.averaging = averaging;
    this.held = held;
    this.levels = levels;
  }

  @Override
  public double[] of(int[] factors) {
    int[] open = Arrays.stream(factors).filter(f -> levels[f] == AVERAGED).toArray();
    double[] ofOpen =
        switch (averaging) {
          case EQUAL, OUTER -> product(open);
          case PROPORTIONAL -> shares(open, held, false);
          case CELLS -> shares(open, levels, false);
          case FLAT -> shares(open, levels, true);
        };
    double[] weights = new double[size(factors)];
    for (int cell = 0; cell < weights.length; cell++) {
      int rest = cell;
      int index = 0;
      int stride = 1;
      boolean atLevels = true;
      for (int i = factors.length - 1; i >= 0; i--) {
        int size = size(factors[i]);
        int level = rest % size;
        rest /= size;
        if (levels[factors[i]] == AVERAGED) {
          index += stride * level;
          stride *= size;
        } else {
          atLevels &= levels[factors[i]] == level;
        }
      }
      weights[cell] = atLevels ? ofOpen[index] : 0;
    }
    return weights;
  }

  private int size(int... factors) {
    return Arrays.stream(factors).map(f -> design.factor(f).size()).reduce(1, (a, b) -> a * b);
  }

  /** Products of the weights of single levels, row-major. */
  private double[] product(int[] open) {
    double[] product = {1};
    for (int factor : open) {
      double[] single = averaging == Averaging.OUTER ? shares(factor) : alike(factor);
      double[] longer = new double[product.length * single.length];
      for (int i = 0; i < longer.length; i++) {
        longer[i] = product[i / single.length] * single[i % single.length];
      }
      product = longer;
    }
    return product;
  }

  private double[] shares(int factor) {
    return shares(new int[] {factor}, held, false);
  }

  private double[] alike(int factor) {
    double[] frequencies = design.margins().frequencies()[factor];
    double count = Arrays.stream(frequencies).filter(weight -> weight > 0).count();
    return Arrays.stream(frequencies).map(weight -> weight > 0 ? 1 / count : 0).toArray();
  }

  /**
   * The shares of combinations of levels among rows at given levels of other factors, row-major.
   *
   * @param given for each factor its level, {@link #AVERAGED} for any
   * @param alike whether combinations of all factors that have rows count alike
   */
  private double[] shares(int[] open, int[] given, boolean alike) {
    if (open.length == 0) {
      return new double[] {1};
    }
    JointFrequencies joint = joint(open, given, alike);
    double[] shares = new double[size(open)];
    double total = 0;
    for (int c = 0; c < joint.weights().length; c++) {
      boolean counts = true;
      for (int factor : joint.factors()) {
        int level = joint.levelsOf(factor)[c];
        counts &= given[factor] == AVERAGED || given[factor] == level;
      }
      if (counts) {
        int index = 0;
        for (int factor : open) {
          index = index * size(factor) + joint.levelsOf(factor)[c];
        }
        double weight = alike ? 1 : joint.weights()[c];
        shares[index] += weight;
        total += weight;
      }
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= total;
    }
    return shares;
  }

  private JointFrequencies joint(int[] open, int[] given, boolean alike) {
    Margins margins = design.margins();
    Set<Integer> needed = new HashSet<>();
    Arrays.stream(open).forEach(needed::add);
    for (int factor = 0; factor < given.length; factor++) {
      if (margins.frequencies()[factor].length > 0 && (alike || given[factor] != AVERAGED)) {
        needed.add(factor);
      }
    }
    return margins.joint().stream()
        .filter(each -> each.tellsApart(needed))
        .min(Comparator.comparingInt(each -> each.weights().length))
        .orElseThrow(() -> unknown(needed));
  }

  private BlupException unknown(Set<Integer> factors) {
    String names =
        factors.stream()
            .sorted()
            .map(design.structure().factors()::get)
            .collect(Collectors.joining(", "));
    return new BlupException(
        "Averaging."
            + averaging
            + " needs to know how many rows each combination of "
            + names
            + " has, but no two terms of the formula tell all of them apart, so that the fit does"
            + " not know. Fix some of these factors with at(…), average by EQUAL or OUTER, or put"
            + " their interaction into the formula.");
  }
}
