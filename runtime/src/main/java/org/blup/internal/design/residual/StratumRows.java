package org.blup.internal.design.residual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.blup.exception.BlupException;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.structure.Grouping;
import org.blup.internal.design.structure.ResidualTerm;

/**
 * Rows that share the parameters of their residuals.
 *
 * @param name of the stratum; empty if there are none
 * @param rows their numbers in the store
 */
record StratumRows(String name, int[] rows) {

  /**
   * The strata that have rows.
   *
   * @throws UnidentifiableModelException if one has a single row
   * @throws BlupException if a subject has rows in two of them: residuals of two strata are
   *     independent
   */
  static List<StratumRows> of(ObservedDesign design, ResidualTerm term, StoredRows stored) {
    if (term.strata().isEmpty()) {
      return List.of(new StratumRows("", stored.all()));
    }
    String label = term.strata().get();
    int factor = design.structure().factors().indexOf(label);
    FactorLevels levels = design.factor(factor);
    List<StratumRows> strata = new ArrayList<>();
    for (int level = 0; level < levels.size(); level++) {
      int[] rows = stored.with(factor, level);
      if (rows.length > 0) {
        requireTwo(design, rows.length, label + " " + levels.labels().get(level));
        strata.add(new StratumRows(levels.labels().get(level), rows));
      }
    }
    if (!term.subject().isEmpty()) {
      checkWhole(design, term, stored, factor);
    }
    return strata;
  }

  /** One row says nothing of a variance of its own. */
  static void requireTwo(ObservedDesign design, long rows, String where) {
    if (rows < 2) {
      throw new UnidentifiableModelException(
          ("%s: %s has one row alone, and a variance of its own. Leave the row out, or use a"
                  + " residual covariance with fewer variances")
              .formatted(design.structure().name(), where));
    }
  }

  /**
   * Rows of different subjects alone say nothing of a correlation.
   *
   * @param start for each subject of a stratum the first of its rows, and the end
   */
  static void requirePairs(ObservedDesign design, ResidualTerm term, int[] start) {
    for (int s = 1; s < start.length; s++) {
      if (start[s] - start[s - 1] > 1) {
        return;
      }
    }
    throw new UnidentifiableModelException(
        ("%s: no %s has two rows%s, so that nothing shows how residuals are correlated. Take the"
                + " residual covariance out of the model, or another subject")
            .formatted(
                design.structure().name(),
                term.subjectLabel(),
                term.strata().map(factor -> " in one of the strata of " + factor).orElse("")));
  }

  /**
   * Two positions that no subject has both of say nothing of a correlation of their own.
   *
   * @param stratum its name; empty if there are none
   */
  static void requireTogether(
      ObservedDesign design, ResidualTerm term, String stratum, SubjectRows subjects) {
    PatternedCovariance structure = PatternedCovariance.of(term.structure());
    List<String> names = subjects.positionNames();
    Optional<int[]> unseen = PositionPairs.unseen(structure, names.size(), subjects.patterns());
    if (unseen.isPresent()) {
      throw new UnidentifiableModelException(
          ("%s: no %s%s has both %s %s and %s, so that nothing shows how their residuals are"
                  + " correlated. Use a structure with fewer parameters, or fewer positions")
              .formatted(
                  design.structure().name(),
                  term.subjectLabel(),
                  term.strata().map(factor -> " with " + factor + " " + stratum).orElse(""),
                  term.position().orElseThrow(),
                  names.get(unseen.get()[0]),
                  names.get(unseen.get()[1])));
    }
  }

  private static void checkWhole(
      ObservedDesign design, ResidualTerm term, StoredRows stored, int factor) {
    int[] all = stored.all();
    GroupLevels subjects = subjects(design, term, stored, all);
    int[] stratumOf = new int[subjects.size()];
    Arrays.fill(stratumOf, -1);
    for (int row : all) {
      int subject = subjects.indexAt(stored.levels(row));
      int stratum = stored.level(factor, row);
      int other = stratumOf[subject];
      if (other >= 0 && other != stratum) {
        FactorLevels levels = design.factor(factor);
        throw new BlupException(
            "%s: %s %s has rows with %s %s and with %s. A subject belongs to one of them: its residuals share one covariance"
                .formatted(
                    design.structure().name(),
                    term.subjectLabel(),
                    subjects.level(subject),
                    levels.label(),
                    levels.labels().get(Math.min(other, stratum)),
                    levels.labels().get(Math.max(other, stratum))));
      }
      stratumOf[subject] = stratum;
    }
  }

  /** The subjects of some rows. */
  static GroupLevels subjects(
      ObservedDesign design, ResidualTerm term, StoredRows stored, int[] some) {
    int[] factors =
        term.subject().stream().mapToInt(design.structure().factors()::indexOf).toArray();
    FactorLevels[] own =
        Arrays.stream(factors).mapToObj(design::factor).toArray(FactorLevels[]::new);
    int[][] observed =
        Arrays.stream(factors).mapToObj(f -> stored.levels(f, some)).toArray(int[][]::new);
    return new GroupLevels(Grouping.of(term.subject()), factors, own, observed);
  }
}
