package org.blup.internal.design.assembly;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.blup.internal.design.coding.DataChecks;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.LevelPrecision;
import org.blup.internal.design.structure.Grouping;
import org.blup.internal.design.structure.ModelStructure;

/**
 * The levels of groups that are random walks or autoregressions: all steps from the first level to
 * the last that have rows. Steps are whole numbers, days of dates, or the constants of an enum.
 */
final class WalkLevels {

  /** A walk of more steps is refused: seconds since 1970, probably. */
  private static final long MOST_STEPS = 10_000_000;

  private final ModelStructure structure;
  private final DataChecks checks;

  /** By the label of the factor. */
  private final Map<String, Steps> walks = new HashMap<>();

  /** The levels of a walk in their order, as text, and the factor that has them. */
  private record Steps(List<String> levels, FactorLevels factor) {}

  WalkLevels(ModelStructure structure, DataChecks checks) {
    this.structure = structure;
    this.checks = checks;
  }

  /**
   * The factors of the model, those that are walks with all steps.
   *
   * @param observed the factors with the levels that have rows
   * @param factors the same, or some of them with more
   */
  List<FactorLevels> extend(List<FactorLevels> observed, List<FactorLevels> factors) {
    List<FactorLevels> all = new ArrayList<>(factors);
    for (Grouping group : structure.groups()) {
      if (group.levels().isOrdered()) {
        String label = group.factors().get(0);
        int factor = structure.factors().indexOf(label);
        List<String> steps = steps(group, factor, observed.get(factor));
        FactorLevels extended =
            all.get(factor)
                .with(structure.name(), structure.levels().get(factor), steps, refused -> {});
        walks.put(label, new Steps(steps, extended));
        all.set(factor, extended);
      }
    }
    return List.copyOf(all);
  }

  private List<String> steps(Grouping group, int factor, FactorLevels levels) {
    List<String> observed = levels.observed();
    String first = observed.get(0);
    String last = observed.get(observed.size() - 1);
    return switch (structure.levels().get(factor).kind()) {
      case INTEGERS ->
          steps(group, levels, Long.parseLong(first), Long.parseLong(last), Long::toString);
      case ENUM, BOOLEANS -> {
        List<String> names = structure.levels().get(factor).names();
        yield names.subList(names.indexOf(first), names.indexOf(last) + 1);
      }
      case STRINGS ->
          steps(
              group,
              levels,
              day(group, first),
              day(group, last),
              day -> LocalDate.ofEpochDay(day).toString());
      case CHARACTERS, NUMBERS -> throw withoutOrder(group);
    };
  }

  private long day(Grouping group, String date) {
    try {
      return LocalDate.parse(date).toEpochDay();
    } catch (DateTimeParseException e) {
      throw withoutOrder(group);
    }
  }

  private RuntimeException withoutOrder(Grouping group) {
    return checks.failure(
        "%s needs levels that are steps: whole numbers, dates or the constants of an enum. Text has an alphabet, which is no order"
            .formatted(group.label()));
  }

  private List<String> steps(
      Grouping group, FactorLevels levels, long first, long last, LongFunction<String> text) {
    long steps = last - first;
    if (steps < 0 || steps >= MOST_STEPS) {
      throw checks.failure(
          ("%s goes from %s to %s in steps of 1, and %d of them have rows. Count in a coarser unit,"
                  + " of which at most %,d are between the first and the last")
              .formatted(
                  group.label(),
                  text.apply(first),
                  text.apply(last),
                  levels.observed().size(),
                  MOST_STEPS));
    }
    return LongStream.rangeClosed(first, last).mapToObj(text).toList();
  }

  /** The levels of a walk. */
  GroupLevels levels(Grouping group) {
    String label = group.factors().get(0);
    Steps walk = walks.get(label);
    if (walk == null) {
      throw new IllegalStateException("the levels of " + label + " have not been extended");
    }
    int[] positions = walk.levels.stream().mapToInt(walk.factor::indexOf).toArray();
    int[] factor = {structure.factors().indexOf(label)};
    return new GroupLevels(
        group, factor, new FactorLevels[] {walk.factor}, new int[][] {positions});
  }

  /** The group with the precision of its effects; see {@link CovaryingLevels#precise}. */
  static PreciseGroup precise(int g, GroupLevels levels, int size) {
    int steps = levels.size();
    if (!levels.structure().isWalk()) {
      return new PreciseGroup(
          new EquationPattern.Group(steps, size, LevelPrecision.ofAutoregression(steps)),
          LevelPrecision.pairOfNeighbours(g, steps));
    }
    int order = levels.structure().order();
    return new PreciseGroup(
        new EquationPattern.Group(steps, size, LevelPrecision.ofWalk(order, steps)),
        LevelPrecision.pairOfWalk(g, order, steps));
  }
}
