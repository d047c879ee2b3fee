package org.blup.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.blup.exception.BlupException;
import org.blup.exception.DistantLevelsException;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.model.GroupCovariance;
import org.blup.internal.model.KnownLevels;
import org.blup.internal.model.MemoryLimit;
import org.blup.internal.model.fit.DeclaredEffects;
import org.blup.internal.model.fit.GroupModes;
import org.blup.internal.model.fit.PrintedMap;
import org.blup.internal.model.fit.VarianceTable;
import org.blup.internal.model.text.Digits;
import org.blup.model.fit.ConditionalModes;
import org.ejml.data.DMatrixRMaj;

/**
 * The predicted effects of a grouping factor's levels, and how they vary between levels. Generated
 * classes extend it with an accessor for each effect.
 *
 * @param <E> the effects of one level
 */
public abstract class GroupEffects<E> {

  private final Estimates estimates;
  private final int group;
  private final GroupLevels levels;
  private final GroupCovariance covariance;
  private final DeclaredEffects declared;
  private final GroupModes modes;

  /** For generated code. */
  protected GroupEffects(Estimates estimates, int group) {
    this.estimates = estimates;
    this.group = group;
    levels = estimates.fit().design().group(group);
    covariance = GroupCovariance.of(estimates.fit(), group);
    declared = DeclaredEffects.of(estimates.fit().design(), group);
    modes = new GroupModes(estimates.fit(), group);
  }

  /** The effects of the level at a position. */
  protected abstract E effects(int level);

  /** The grouping factor: {@code subject}, {@code batch:cask}. */
  public final String label() {
    return levels.label();
  }

  /** The levels in their order: {@code 308}, or {@code A:a} where several factors group. */
  public final List<String> levels() {
    return levels.levels();
  }

  /** The same effects by the positions of levels and effects, for code that knows no types. */
  public final ConditionalModes conditionalModes() {
    return modes;
  }

  /** The effects of every level, in the order of the levels. */
  public final Map<String, E> all() {
    return byLevel(this::effects, modes::toString);
  }

  /**
   * The coefficients of every level, in the order of the levels: its predicted effects plus the
   * fixed effects of the same columns, as lme4's {@code coef}.
   *
   * @throws BlupException if a factor among the effects is coded in another way among the fixed
   *     effects
   */
  public final Map<String, E> coefficients() {
    return byLevel(level -> effects(withFixed(level)), modes::coefficientTable);
  }

  private Map<String, E> byLevel(IntFunction<E> effects, Supplier<String> table) {
    return MemoryLimit.within(
        () -> {
          Map<String, E> all = new LinkedHashMap<>();
          for (int level = 0; level < levels.size(); level++) {
            all.put(levels.levels().get(level), effects.apply(level));
          }
          return new PrintedMap<>(all, table);
        });
  }

  /** R's names of the effects of a level, over all random terms of the group. */
  public final List<String> effectNames() {
    return covariance.names();
  }

  /**
   * The correlation between two effects over the levels; 0 between effects the model keeps
   * uncorrelated, {@code NaN} where one of them has no variance, or the data do not determine it.
   *
   * @param effect1 an effect as R names it, one of {@link #effectNames()}
   * @param effect2 another
   */
  public final double correlation(String effect1, String effect2) {
    return covariance.correlation(position(effect1), position(effect2));
  }

  /**
   * The position of a level.
   *
   * @param factorLevels the level of each factor of the group
   * @throws UnknownLevelException if the data have no such level
   */
  protected final int level(Object... factorLevels) {
    ObservedDesign known = estimates.fit().design();
    if (levels.areDistant()) {
      throw new DistantLevelsException(
          known.structure().name() + ": an effect of a level of " + levels.label());
    }
    int[] factors = levels.factors();
    int[] positions = new int[factors.length];
    for (int f = 0; f < factors.length; f++) {
      positions[f] = KnownLevels.position(known.factor(factors[f]), factorLevels[f]);
    }
    return estimates.group(group, positions);
  }

  /** The number that stands for a level with the fixed effects added to its own. */
  protected final int withFixed(int level) {
    return -1 - level;
  }

  /**
   * The conditional mode (BLUP) of an effect, numbered as declared over all terms of the group;
   * {@code NaN} for one that was left out because its level has no rows.
   *
   * @param level its position, or what {@link #withFixed} makes of that
   */
  protected final double mode(int level, int effect) {
    int column = declared.column(effect);
    return column < 0 ? Double.NaN : modeOf(level, column);
  }

  private double modeOf(int level, int column) {
    return level < 0 ? modes.coefficient(-1 - level, column) : modes.mode(level, column);
  }

  /** The conditional covariance of a level's effects given the data, k × k. */
  protected final DMatrixRMaj conditionalCovariance(int level) {
    return modes.covariance(level);
  }

  /**
   * The number of an effect among those declared for the group, where only the data know how many
   * stand before it.
   *
   * @param name as R names it
   */
  protected final int column(String name) {
    return declared.number(name);
  }

  /**
   * The number of an effect among those of the group, for an effect whose columns only the data
   * know.
   *
   * @param term the random term
   * @param effect the effect term within it
   * @param factorLevels the level of each of its factors
   */
  protected final int column(int term, int effect, Object... factorLevels) {
    return basisColumn(term, effect, 0, factorLevels);
  }

  /**
   * The number of an effect among those of the group, for an effect with bases whose columns only
   * the data know.
   *
   * @param term the random term
   * @param effect the effect term within it
   * @param basisProduct which product of the bases' columns, the first basis varying fastest
   * @param factorLevels the level of each of its factors
   */
  protected final int basisColumn(int term, int effect, int basisProduct, Object... factorLevels) {
    RandomTerm random = estimates.fit().design().structure().random().get(term);
    return firstColumn(term, effect)
        + estimates.column(random.effects().get(effect), basisProduct, factorLevels);
  }

  /**
   * The number of an effect's first column among the effects of the group, where the data decide
   * how many columns stand before it.
   *
   * @param term the random term
   * @param effect the effect term within it
   */
  protected final int firstColumn(int term, int effect) {
    RandomTerm random = estimates.fit().design().structure().random().get(term);
    int start = declared.start(term);
    for (int e = 0; e < effect; e++) {
      start += estimates.fit().design().variables().columns(random.effects().get(e));
    }
    return start;
  }

  /** The effects of a level as text, by R's names, as a record of them would print itself. */
  protected final String describe(int level) {
    StringJoiner text = new StringJoiner(", ", levels.levels().get(level) + ": ", "");
    for (int effect = 0; effect < covariance.size(); effect++) {
      text.add(covariance.names().get(effect) + " " + Digits.significant(modeOf(level, effect)));
    }
    return text.toString();
  }

  /**
   * The variance of an effect between the levels.
   *
   * @throws BlupException if the effect was left out because its level has no rows
   */
  protected final VarianceComponent variance(int effect) {
    int column = declared.present(effect);
    return new VarianceComponent(
        levels.label(), covariance.names().get(column), covariance.variance(column));
  }

  /**
   * For generated code: the correlation of an effect between neighbouring levels, ρ of {@code
   * ar1(year)}; {@code NaN} where no effect has a variance.
   */
  protected final double levelCorrelation() {
    return modes.levelCorrelation();
  }

  /** The correlation between two effects by number; throws as {@link #variance}. */
  protected final double correlation(int effect1, int effect2) {
    return covariance.correlation(declared.present(effect1), declared.present(effect2));
  }

  private int position(String effect) {
    int position = covariance.names().indexOf(effect);
    if (position < 0) {
      throw new BlupException(
          "'"
              + effect
              + "' is not an effect of "
              + levels.label()
              + ". It has: "
              + String.join(", ", covariance.names())
              + ".");
    }
    return position;
  }

  /** The first levels' effects. */
  @Override
  public final String toString() {
    return modes.toString();
  }

  /** For generated code: the variances and correlations of the group's effects for reading. */
  protected final String describeCovariance() {
    return VarianceTable.of(estimates.fit(), group).toString();
  }

  /**
   * For generated code: the effects of a level for reading.
   *
   * @param template {@code intercept %s, days %s}
   */
  protected static String describe(String template, double... effects) {
    Object[] printed = Arrays.stream(effects).mapToObj(Digits::significant).toArray();
    return String.format(Locale.ROOT, template, printed);
  }
}
