package org.blup.model.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.blup.exception.BlupException;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.design.structure.GroupLevels;
import org.blup.internal.model.Digits;
import org.blup.internal.model.GroupCovariance;
import org.blup.internal.model.Lazy;
import org.blup.internal.model.MemoryLimit;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.TextTable;
import org.ejml.data.DMatrixRMaj;

/**
 * The conditional modes (BLUPs) of a grouping factor's levels with their covariances, by the
 * positions of levels and effects: the typed accessors of a group for generic code.
 */
public final class ConditionalModes {

  private static final int MOST_LEVELS = 20;

  private final PostFit fit;
  private final int group;
  private final GroupLevels levels;
  private final GroupCovariance covariance;
  private final double[] modes;
  private final Lazy<double[]> coefficients;

  public ConditionalModes(PostFit fit, CoefficientSpace space, int group) {
    this.fit = fit;
    this.group = group;
    levels = fit.design().group(group);
    covariance = GroupCovariance.of(fit, group);
    modes = fit.determined().numbers(each -> each.solution().modes(group), this::deviations);
    coefficients =
        new Lazy<>(
            () -> fit.determined().numbers(each -> coefficients(each, space), this::deviations));
  }

  private double[] coefficients(PostFit of, CoefficientSpace space) {
    double[] fixedParts = FixedParts.of(new CoefficientSpace(of, space.method()), group);
    double[] sums = of.solution().modes(group);
    Arrays.setAll(sums, i -> sums[i] + fixedParts[i % fixedParts.length]);
    return sums;
  }

  /** For each level and effect the effect's standard deviation between levels. */
  private double[] deviations(PostFit of) {
    GroupCovariance between = GroupCovariance.of(of, group);
    double[] deviations = new double[levels.size() * between.size()];
    Arrays.setAll(deviations, i -> Math.sqrt(between.variance(i % between.size())));
    return deviations;
  }

  /** The grouping factor. */
  public String group() {
    return levels.label();
  }

  /** The levels in their order. */
  public List<String> levels() {
    return levels.levels();
  }

  /** R's names of the effects of a level, over all random terms of the group. */
  public List<String> effectNames() {
    return covariance.names();
  }

  /**
   * The position of a level.
   *
   * @param level the level of each factor of the group, or one text as {@link #levels} has it:
   *     {@code 308}, {@code A:a}
   * @throws UnknownLevelException if there is no such level
   */
  public int position(String... level) {
    return levels.indexOf(level);
  }

  /**
   * The conditional mode of a level's effect, in the unit of the response over the effect's; {@code
   * NaN} where it depends on a variance that the data do not determine, as is all else asked of it.
   */
  public double mode(int level, int effect) {
    return modes[at(level, effect)];
  }

  /**
   * The coefficient of a level: the mode of its effect plus the fixed effect of the same column, if
   * there is one; as lme4's {@code coef}.
   *
   * @throws BlupException if a factor among the effects is coded in another way among the fixed
   *     effects
   */
  public double coefficient(int level, int effect) {
    return coefficients.get()[at(level, effect)];
  }

  /**
   * The covariance of a level's effects given the data, k × k in the order of {@link #effectNames},
   * as lme4's {@code condVar}: at the estimated β and variances.
   */
  public DMatrixRMaj covariance(int level) {
    at(level, 0);
    return square(fit.conditionalCovariance(group, level));
  }

  /** The root of the conditional variance of an effect. */
  public double standardDeviation(int level, int effect) {
    return Math.sqrt(conditionalVariance(level, effect));
  }

  /**
   * The covariance of the errors of a level's predicted effects b̂ − b, k × k in the order of
   * {@link #effectNames}: the conditional covariance and what the estimation of β adds (Henderson
   * 1975, Biometrics 31:423–447); what SAS makes its standard errors of.
   */
  public DMatrixRMaj errorCovariance(int level) {
    at(level, 0);
    return square(
        MemoryLimit.within(
            () -> fit.determined().covariance(each -> errorCovariance(each, level))));
  }

  private double[] errorCovariance(PostFit of, int level) {
    double[] covariance = of.equations().levelErrorCovariance(group, level);
    for (int i = 0; i < covariance.length; i++) {
      covariance[i] *= of.variance();
    }
    return covariance;
  }

  /** The standard error of a predicted effect: the root of its {@link #errorCovariance}. */
  public double standardError(int level, int effect) {
    at(level, effect);
    return Math.sqrt(errorCovariance(level).get(effect, effect));
  }

  /**
   * How far a level's effect is drawn to the mean of its population: its conditional variance over
   * the variance between levels. 0 where the level's own rows say all, 1 where they say nothing;
   * {@code NaN} where the effect has no variance. One less this is the reliability of the mode.
   */
  public double shrinkage(int level, int effect) {
    return conditionalVariance(level, effect) / covariance.variance(effect);
  }

  private double conditionalVariance(int level, int effect) {
    at(level, effect);
    int k = covariance.size();
    return fit.conditionalCovariance(group, level)[effect * (k + 1)];
  }

  private int at(int level, int effect) {
    if (level < 0 || level >= levels.size() || effect < 0 || effect >= covariance.size()) {
      throw new BlupException(
          levels.label()
              + " has "
              + levels.size()
              + " levels with "
              + covariance.size()
              + " effects each, none at level "
              + level
              + ", effect "
              + effect
              + "; both are counted from 0.");
    }
    return level * covariance.size() + effect;
  }

  private DMatrixRMaj square(double[] rowByRow) {
    return new DMatrixRMaj(covariance.size(), covariance.size(), true, rowByRow);
  }

  /** The first levels' effects, each with its standard deviation given the data. */
  @Override
  public String toString() {
    int printed = Math.min(MOST_LEVELS, levels.size());
    TextTable table = new TextTable();
    table.text(levels.label(), levels.levels().subList(0, printed));
    for (int e = 0; e < covariance.size(); e++) {
      List<String> effects = new ArrayList<>();
      List<String> deviations = new ArrayList<>();
      for (int level = 0; level < printed; level++) {
        double deviation = standardDeviation(level, e);
        Digits digits = Digits.upTo(deviation, mode(level, e));
        effects.add(digits.print(mode(level, e)));
        deviations.add(digits.print(deviation));
      }
      table.numbers(covariance.names().get(e), effects).numbers("cond. SD", deviations);
    }
    return "Conditional modes of "
        + levels.label()
        + "\n"
        + table
        + TextTable.more(levels.size() - printed);
  }
}
