package org.blup.internal.model.prediction;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.design.assembly.WorkingRows;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.coding.TermCoding;
import org.blup.internal.design.pass.CurrentRow;
import org.blup.internal.design.pass.RowReader;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.LevelStructure;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.model.prediction.UnknownLevels;

/**
 * Adds up the prediction of one row. One instance serves one thread at a time.
 *
 * @param <R> the type of the rows
 */
final class ScoringRow<R> {

  private static final int MISSING = WorkingRows.MISSING;

  /** The position of a level that the fit has not seen. */
  private static final int UNKNOWN = -1;

  private final Scoring scoring;
  private final ModelStructure structure;
  private final CurrentRow<R> row;
  private final int[] positions;
  private final TermCoding[] fixed;
  private final TermCoding[][] random;

  /** The columns of X of the row that was read. */
  private final double[] columns;

  ScoringRow(Scoring scoring, RowReader<R> reader) {
    this.scoring = scoring;
    structure = scoring.structure();
    row = new CurrentRow<>(structure, reader);
    positions = new int[structure.factors().size()];
    fixed = structure.fixed().stream().map(scoring.variables()::coding).toArray(TermCoding[]::new);
    random =
        structure.random().stream()
            .map(
                term ->
                    term.effects().stream()
                        .map(scoring.variables()::randomCoding)
                        .toArray(TermCoding[]::new))
            .toArray(TermCoding[][]::new);
    columns = new double[Arrays.stream(fixed).mapToInt(TermCoding::columns).sum()];
  }

  void read(R from) {
    row.read(from);
    for (int f = 0; f < positions.length; f++) {
      positions[f] = row.position(f, scoring.variables().factors().get(f));
    }
  }

  /** Fixed effects and offset of the row; {@code NaN} if the data do not determine them. */
  double populationMean() {
    return determined(this::fixedPart);
  }

  /** The same with the effects of the levels of the row. */
  double prediction(UnknownLevels unknown) {
    return determined(effects -> fixedPart(effects) + randomPart(effects, unknown));
  }

  private double determined(ToDoubleFunction<ScoredEffects> part) {
    double value = row.offset() + part.applyAsDouble(scoring.effects());
    boolean isDetermined =
        Double.isNaN(value)
            || isEstimable()
                && scoring.undetermined().stream()
                    .allMatch(each -> Math.abs(part.applyAsDouble(each.change())) <= each.same());
    return isDetermined ? value : Double.NaN;
  }

  private double fixedPart(ScoredEffects effects) {
    double value = 0;
    for (int t = 0; t < fixed.length; t++) {
      value += effect(structure.fixed().get(t), fixed[t], effects.coefficients()[t], 0);
    }
    return value;
  }

  /** Whether the data determine the fixed effects of a row that misses none of their variables. */
  private boolean isEstimable() {
    if (scoring.estimable().isAll()) {
      return true;
    }
    Arrays.fill(columns, 0);
    int start = 0;
    for (TermCoding term : fixed) {
      term.evaluate(positions, row.numbers(), start, (column, value) -> columns[column] += value);
      start += term.columns();
    }
    return scoring.estimable().contains(columns);
  }

  /** The effects of the levels of the row. */
  private double randomPart(ScoredEffects effects, UnknownLevels unknown) {
    double value = 0;
    int[] next = new int[scoring.groups().size()];
    int[] sizes = Scoring.sizes(scoring.variables());
    for (int t = 0; t < random.length; t++) {
      RandomTerm term = structure.random().get(t);
      int g = structure.groupOf(term);
      int level = level(scoring.groups().get(g), unknown);
      for (int e = 0; e < random[t].length; e++) {
        EffectTerm effect = term.effects().get(e);
        double part =
            level < 0
                ? unpredicted(effect, level)
                : effect(effect, random[t][e], effects.modes()[g], level * sizes[g] + next[g]);
        value += part;
        next[g] += random[t][e].columns();
      }
    }
    return value;
  }

  private int level(GroupLevels group, UnknownLevels unknown) {
    for (int factor : group.factors()) {
      if (positions[factor] == MISSING) {
        return MISSING;
      }
    }
    int level = group.indexAt(positions);
    boolean refused =
        unknown == UnknownLevels.ERROR || group.structure() != LevelStructure.INDEPENDENT;
    if (level < 0 && refused) {
      String[] words =
          Arrays.stream(group.factors()).mapToObj(row::levelText).toArray(String[]::new);
      throw group.unknownLevel(words);
    }
    return level;
  }

  /** An effect of a level that is missing, or that the data did not have. */
  private double unpredicted(EffectTerm effect, int level) {
    return checkLevels(structure.factorsOf(effect)) || level == MISSING ? Double.NaN : 0;
  }

  private double effect(EffectTerm term, TermCoding coding, double[] effects, int start) {
    if (checkLevels(coding.factors()) || scoring.misses(term, row.numbers())) {
      return Double.NaN;
    }
    double[] sum = new double[1];
    coding.evaluate(
        positions, row.numbers(), start, (column, value) -> sum[0] += effects[column] * value);
    return sum[0];
  }

  /**
   * Whether a level that has effects is missing.
   *
   * @throws UnknownLevelException if one is unknown
   */
  private boolean checkLevels(int[] factors) {
    boolean missing = false;
    for (int factor : factors) {
      if (positions[factor] == UNKNOWN) {
        FactorLevels levels = scoring.variables().factors().get(factor);
        throw new UnknownLevelException(levels.label(), row.levelText(factor), levels.observed());
      }
      missing |= positions[factor] == MISSING;
    }
    return missing;
  }
}
