package org.blup.internal.model.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.blup.exception.BlupException;
import org.blup.exception.DistantLevelsException;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.model.GroupCovariance;
import org.blup.internal.model.Lazy;
import org.blup.internal.model.LevelCorrelation;
import org.blup.internal.model.MemoryLimit;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.ResponseScale;
import org.blup.internal.model.text.Digits;
import org.blup.internal.model.text.TextTable;
import org.blup.model.fit.ConditionalModes;
import org.ejml.data.DMatrixRMaj;

/** The conditional modes of one group of a fit. */
public final class GroupModes implements ConditionalModes {

  /** Levels that are printed: more fill the screen. */
  private static final int MOST_LEVELS = 20;

  private final PostFit fit;
  private final int group;
  private final GroupLevels levels;
  private final GroupCovariance covariance;
  private final double[] modes;
  private final Lazy<double[]> coefficients;

  public GroupModes(PostFit fit, int group) {
    this.fit = fit;
    this.group = group;
    levels = fit.design().group(group);
    covariance = GroupCovariance.of(fit, group);
    modes = fit.determined().numbers(each -> each.solution().modes(group), this::deviations);
    coefficients =
        new Lazy<>(() -> fit.determined().numbers(each -> coefficients(each), this::deviations));
  }

  private double[] coefficients(PostFit of) {
    double[] fixedParts = FixedParts.of(of, group);
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

  @Override
  public String group() {
    return levels.label();
  }

  @Override
  public List<String> levels() {
    return levels.levels();
  }

  @Override
  public List<String> effectNames() {
    return covariance.names();
  }

  @Override
  public double correlation(int effect1, int effect2) {
    return covariance.correlation(checked(effect1), checked(effect2));
  }

  @Override
  public double levelCorrelation() {
    return switch (levels.structure()) {
      case INDEPENDENT -> 0;
      case RELATED, RANDOM_WALK, SECOND_ORDER_RANDOM_WALK -> Double.NaN;
      case AUTOREGRESSION ->
          LevelCorrelation.of(fit).stream()
              .filter(correlation -> correlation.group() == group)
              .mapToDouble(correlation -> correlation.of(fit.solution()))
              .findFirst()
              .orElseThrow();
    };
  }

  @Override
  public int position(String... level) {
    return levels.indexOf(level);
  }

  @Override
  public double mode(int level, int effect) {
    return modes[at(level, effect)];
  }

  @Override
  public boolean hasCoefficients() {
    return FixedParts.exist(fit, group);
  }

  @Override
  public double coefficient(int level, int effect) {
    return coefficients.get()[at(level, effect)];
  }

  @Override
  public DMatrixRMaj covariance(int level) {
    at(level, 0);
    return square(fit.conditionalCovariance(group, level));
  }

  @Override
  public double standardDeviation(int level, int effect) {
    return Math.sqrt(conditionalVariance(level, effect));
  }

  @Override
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

  @Override
  public double standardError(int level, int effect) {
    at(level, effect);
    return Math.sqrt(errorCovariance(level).get(effect, effect));
  }

  @Override
  public double shrinkage(int level, int effect) {
    double[] ofLevels = fit.solution().setup().levels.variances(group);
    double own = ofLevels.length == 0 ? 1 : ofLevels[level];
    return conditionalVariance(level, effect) / (own * covariance.variance(effect));
  }

  private double conditionalVariance(int level, int effect) {
    at(level, effect);
    int k = covariance.size();
    return fit.conditionalCovariance(group, level)[effect * (k + 1)];
  }

  private int at(int level, int effect) {
    if (levels.areDistant()) {
      throw new DistantLevelsException(
          fit.design().structure().name() + ": the mode of a level of " + levels.label());
    }
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

  private int checked(int effect) {
    if (effect < 0 || effect >= covariance.size()) {
      throw new BlupException(
          "%s has the effects %s for each level, and none at %d; they are counted from 0"
              .formatted(levels.label(), effectNames(), effect));
    }
    return effect;
  }

  private DMatrixRMaj square(double[] rowByRow) {
    return new DMatrixRMaj(covariance.size(), covariance.size(), true, rowByRow);
  }

  /** Sums of fixed and random effects for reading, to the digits that their errors leave. */
  public String coefficientTable() {
    int printed = Math.min(MOST_LEVELS, levels.size());
    TextTable table = new TextTable();
    table.text(levels.label(), levels.levels().subList(0, printed));
    for (int e = 0; e < covariance.size(); e++) {
      List<String> sums = new ArrayList<>();
      for (int level = 0; level < printed; level++) {
        double sum = coefficient(level, e);
        sums.add(Digits.upTo(standardDeviation(level, e), sum).print(sum));
      }
      table.numbers(covariance.names().get(e), sums);
    }
    return "Coefficients by "
        + levels.label()
        + ", fixed effects plus conditional modes\n"
        + table
        + TextTable.more(levels.size() - printed)
        + notes();
  }

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
        + TextTable.more(levels.size() - printed)
        + notes();
  }

  private String notes() {
    return ResponseScale.IDENTITY.notes(fit.design().structure());
  }
}
