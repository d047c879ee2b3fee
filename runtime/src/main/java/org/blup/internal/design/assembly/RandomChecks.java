package org.blup.internal.design.assembly;

import java.util.List;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.design.coding.DataChecks;
import org.blup.internal.design.coding.DesignVariables;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.equations.CollinearEffects;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.RandomTerm;

/** Whether the data can carry the random effects. */
final class RandomChecks {

  private final RandomPart random;
  private final DataChecks checks;
  private final long rows;

  /** How many levels each group has, if not those that were observed; else empty. */
  private final int[] distant;

  RandomChecks(RandomPart random, DataChecks checks, int[] distant) {
    this.random = random;
    this.distant = distant;
    this.checks = checks;
    rows = checks.rows();
  }

  /**
   * lme4's rules: 1 < levels < rows for each group, and levels × effects < rows for each term whose
   * covariance may be any. One of few parameters may differ from that of the residuals without, and
   * so may one between levels that covary, of which some have no rows; and where the residuals' own
   * variances are known, all can be distinguished from them.
   */
  void groups() {
    for (int g = 0; g < random.groups().size(); g++) {
      GroupLevels group = random.groups().get(g);
      int least = 1 + Math.max(1, group.structure().order());
      int levels = levels(g);
      if (levels < least) {
        throw checks.failure(
            "%s has only %s. A grouping factor needs %s or more; take it out of the model"
                .formatted(
                    group.label(),
                    distant.length > 0
                        ? levels + " level"
                        : UnknownLevelException.listing(group.levels()),
                    least == 2 ? "two" : "three"));
      }
      if (levels >= rows && !random.covary(g) && !checks.areVariancesKnown()) {
        throw checks.failure(
            group.label()
                + " has "
                + levels
                + " levels in "
                + rows
                + " rows. Its effects cannot be distinguished from the residuals; it needs fewer"
                + " levels than rows");
      }
    }
    for (int t = 0; t < random.terms().size(); t++) {
      EquationPattern.Term term = random.terms().get(t);
      long effects = (long) levels(term.group()) * term.size();
      boolean any =
          term.structure() == CovarianceStructure.UNSTRUCTURED && !random.covary(term.group());
      if (any && effects >= rows && !checks.areVariancesKnown()) {
        throw checks.failure(
            effects
                + " random effects ("
                + String.join(", ", random.effectNames().get(t))
                + " by "
                + random.groups().get(term.group()).label()
                + ") cannot be distinguished from the residuals of "
                + rows
                + " rows. Take effects out of the term, or add rows");
      }
    }
  }

  private int levels(int group) {
    return distant.length > 0 ? distant[group] : random.groups().get(group).size();
  }

  /** A level without rows would make neighbours, one step apart, of those around it. */
  void neighbours(DesignVariables variables) {
    for (RandomTerm term : variables.structure().random()) {
      boolean hasOrder =
          term.structure() instanceof PatternedCovariance form && form.correlation().isOrdered();
      if (hasOrder) {
        term.effects().forEach(effect -> neighbours(variables, effect));
      }
    }
  }

  private void neighbours(DesignVariables variables, EffectTerm effect) {
    List<String> declared = variables.coding(effect).names();
    List<String> present = variables.randomCoding(effect).names();
    if (present.size() == declared.size()) {
      return;
    }
    int first = declared.indexOf(present.get(0));
    int last = declared.indexOf(present.get(present.size() - 1));
    for (String name : declared.subList(first, last)) {
      if (!present.contains(name)) {
        throw checks.failure(
            "no row has "
                + name
                + ", which stands between levels of "
                + effect.label()
                + " that have rows. Their correlation depends on their distance: take the level out"
                + " of the enum if those around it are neighbours, or add rows that have it");
      }
    }
  }

  /** A random effect whose column is zero in every row has no variance to find. */
  void effects(NormalEquations equations) {
    for (int t = 0; t < random.terms().size(); t++) {
      EquationPattern.Term term = random.terms().get(t);
      int g = term.group();
      int size = random.size(g);
      double[] values = equations.levelBlocks(g);
      for (int e = 0; e < term.size(); e++) {
        int diagonal = (term.offset() + e) * (size + 1);
        double squares = 0;
        for (int start = 0; start < values.length; start += size * size) {
          squares += values[start + diagonal];
        }
        checks.squares(random.effectNames().get(t).get(e), squares);
        if (squares == 0) {
          throw checks.failure(
              "the random effect "
                  + random.effectNames().get(t).get(e)
                  + " by "
                  + random.groups().get(g).label()
                  + " is zero, or too close to it, in all "
                  + rows
                  + " rows. Its variance cannot be estimated; take it out of the model");
        }
      }
    }
  }

  /** Effects that nearly coincide must differ by more than rounding makes of their difference. */
  void apart(CollinearEffects effects) {
    for (int t = 0; t < random.effectNames().size(); t++) {
      if (effects.tooClose(t) >= 0) {
        List<String> names = random.effectNames().get(t);
        throw checks.failure(
            "the random effects "
                + String.join(", ", names)
                + " leave fewer than four digits of "
                + names.get(effects.tooClose(t))
                + ", which is nearly a linear combination of the others. Remove it, or replace it"
                + " by its difference from them");
      }
    }
  }
}
