package org.blup.internal.model;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.blup.exception.BlupException;
import org.blup.exception.ModelTooLargeException;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.assembly.FixedColumn;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.reml.digits.LostDigitsException;
import org.blup.internal.reml.identification.UndeterminedVarianceException;
import org.blup.internal.reml.identification.UndeterminedVarianceException.Effects;
import org.blup.internal.reml.setup.FreeTrendException;
import org.blup.internal.reml.setup.IndefinitePrecisionException;
import org.blup.internal.reml.setup.UnitCorrelationException;
import org.blup.internal.reml.solution.NoOptimumException;

/**
 * Gives fits of cross-products, which know columns and terms by their numbers only, the names for
 * their refusals.
 */
public final class Refusals {

  private Refusals() {}

  /** Fits a model's own equations. */
  public static <T> T named(ObservedDesign design, Supplier<T> fit) {
    List<FixedColumn> kept =
        design.fixedColumns().stream().filter(column -> !column.dropped()).toList();
    return named(design, column -> kept.get(column).name(), term -> term, fit);
  }

  /**
   * Fits the equations of a smaller model.
   *
   * @param columns the name of a column of its X
   * @param terms the number that a random term of its has in the model
   */
  public static <T> T named(
      ObservedDesign design, IntFunction<String> columns, IntUnaryOperator terms, Supplier<T> fit) {
    String name = name(design);
    try {
      return fit.get();
    } catch (LostDigitsException e) {
      String culprit =
          e.column().isPresent()
              ? columns.apply(e.column().getAsInt())
              : effects(design, terms.applyAsInt(e.term().orElse(0)));
      throw e.of(name, culprit);
    } catch (IndefinitePrecisionException e) {
      GroupLevels levels = design.group(e.group());
      throw new BlupException(
          ("%s: the precision matrix in the relationship of %s is not positive definite, or all but"
                  + " singular, at %s: the inverse of a covariance matrix is. A singular one, as that"
                  + " of a random walk, needs something added to its diagonal")
              .formatted(name, levels.label(), levels.level(e.level())));
    } catch (FreeTrendException e) {
      throw freeTrend(name, design, e, terms);
    } catch (UnitCorrelationException e) {
      GroupLevels levels = design.group(e.group());
      String factor = levels.label().replace("ar1(", "").replace(")", "");
      throw new UnidentifiableModelException(
          e.isPositive()
              ? ("%s: the correlation of neighbouring levels of %s tends to 1, where they are no"
                      + " autoregression any more: neighbours differ by independent steps, and the"
                      + " data do not determine the variance of the levels. Write rw1(%s), a random"
                      + " walk")
                  .formatted(name, levels.label(), factor)
              : ("%s: the correlation of neighbouring levels of %s tends to −1: effects change"
                      + " their sign at each step. Look at the order of the rows and levels, or take"
                      + " %s as independent levels")
                  .formatted(name, levels.label(), factor));
    } catch (UndeterminedVarianceException e) {
      throw e.of(name, effects -> effects(design, effects, terms));
    } catch (UnidentifiableModelException e) {
      throw new UnidentifiableModelException(name + ": " + e.getMessage());
    } catch (NoOptimumException e) {
      throw e.of(name);
    } catch (ModelTooLargeException e) {
      throw e.of(design.structure().name());
    }
  }

  private static BlupException freeTrend(
      String name, ObservedDesign design, FreeTrendException e, IntUnaryOperator terms) {
    int term = terms.applyAsInt(e.term());
    String group = design.structure().random().get(term).groupLabel();
    String factor = design.structure().random().get(term).group().get(0);
    List<String> effects = design.effectNames(term);
    String effect = e.effect() < effects.size() ? effects.get(e.effect()) : effects.get(0);
    boolean isIntercept = effect.equals("(Intercept)");
    String absent = isIntercept ? "1" : effect;
    if (e.isTrend()) {
      absent = isIntercept ? factor : factor + ":" + effect;
    }
    return new UnidentifiableModelException(
        ("%s: %s says how %s changes from level to level, but not %s, and no fixed effect does. Add"
                + " %s to the fixed effects")
            .formatted(
                name,
                group,
                effect,
                e.isTrend() ? "its linear trend over the levels" : "where it starts",
                absent));
  }

  /** The model's name, and a weight that may be why it cannot be fitted. */
  private static String name(ObservedDesign design) {
    String name = design.structure().name();
    return design
        .suspiciousWeight()
        .map(weight -> name + ": " + weight + ". If it is right")
        .orElse(name);
  }

  /** One effect by its name, or all of a term that a smaller model may have taken some from. */
  private static String effects(ObservedDesign design, Effects effects, IntUnaryOperator terms) {
    int term = terms.applyAsInt(effects.term());
    if (effects.effect() < 0 || effects.of() < design.effectNames(term).size()) {
      return effects(design, term);
    }
    String label = design.group(design.equations().terms().get(term).group()).label();
    return design.effectNames(term).get(effects.effect()) + " by " + label;
  }

  private static String effects(ObservedDesign design, int term) {
    int group = design.equations().terms().get(term).group();
    String effects = String.join(", ", design.effectNames(term));
    return effects + " by " + design.group(group).label();
  }
}
