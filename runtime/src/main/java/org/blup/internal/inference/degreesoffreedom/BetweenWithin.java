package org.blup.internal.inference.degreesoffreedom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.design.equations.WithinSubjects;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Grouping;

/**
 * Degrees of freedom by the level of grouping at which a column varies (Schluchter &amp; Elashoff
 * 1990, J. Stat. Comput. Simul. 37:69–87; Pinheiro &amp; Bates 2000, section 2.4.2): with N_g the
 * units of each level of nested grouping, from the coarsest, the rows last, and p_g the columns
 * that are constant within units of level g and of none above,
 *
 * <pre>
 *   N_g − N_{g−1} − p_g
 * </pre>
 *
 * {@code N_0} is 1 for the intercept, which counts at the first level.
 */
final class BetweenWithin {

  /** Units of grouping. */
  private record Level(long units, boolean[] constant) {}

  private final ObservedDesign design;

  private BetweenWithin(ObservedDesign design) {
    this.design = design;
  }

  /**
   * The degrees of freedom of each of the user's coefficients.
   *
   * @param residual what is known of the subjects of the residuals, if they covary
   * @throws BlupException if groups are not nested
   */
  static double[] count(ObservedDesign design, Optional<WithinSubjects> residual) {
    return new BetweenWithin(design).count(residual);
  }

  private double[] count(Optional<WithinSubjects> residual) {
    int p = design.equations().columns();
    boolean hasSubject =
        design.structure().residual().filter(term -> !term.subject().isEmpty()).isPresent();
    if (hasSubject && residual.isEmpty()) {
      throw new BlupException(
          "%s: between-within degrees of freedom need the rows of %s, since its columns are others than those of the whole model. Fit it by its own formula, or choose Satterthwaite's or Kenward and Roger's"
              .formatted(design.structure().name(), design.structure().formula()));
    }
    List<Level> levels = new ArrayList<>(residual.map(this::subjects).orElseGet(this::groups));
    boolean[] all = new boolean[p];
    Arrays.fill(all, true);
    levels.add(new Level(design.rows(), all));
    boolean hasIntercept = design.structure().fixed().contains(EffectTerm.intercept());
    boolean[] counted = new boolean[p];
    double[] df = new double[p];
    long before = hasIntercept ? 1 : 0;
    for (Level level : levels) {
      double left = level.units() - before;
      List<Integer> own =
          IntStream.range(0, p).filter(c -> !counted[c] && level.constant()[c]).boxed().toList();
      for (int c : own) {
        counted[c] = true;
        left -= hasIntercept && c == 0 ? 0 : 1;
      }
      for (int c : own) {
        df[c] = left;
      }
      before = level.units();
    }
    return df;
  }

  private List<Level> subjects(WithinSubjects within) {
    List<String> subject = design.structure().residual().orElseThrow().subject();
    for (Grouping group : design.structure().groups()) {
      if (!group.equals(Grouping.of(subject))) {
        throw new BlupException(
            "%s: between-within degrees of freedom need one subject, but random effects are by %s and residuals covary within %s. Choose Satterthwaite's or Kenward and Roger's"
                .formatted(design.structure().name(), group.label(), String.join(":", subject)));
      }
    }
    boolean[] constant = new boolean[within.varying().length];
    for (int c = 0; c < constant.length; c++) {
      constant[c] = !within.varying()[c];
    }
    return List.of(new Level(within.subjects(), constant));
  }

  /** The grouping factors, the coarsest first. */
  private List<Level> groups() {
    for (Grouping group : design.structure().groups()) {
      if (group.covary()) {
        throw new BlupException(
            "%s: between-within degrees of freedom need independent groups, but levels of %s covary. Choose Satterthwaite's or Kenward and Roger's"
                .formatted(design.structure().name(), group.label()));
      }
    }
    UserColumns columns = new UserColumns(design);
    List<Integer> order =
        IntStream.range(0, design.groups())
            .boxed()
            .sorted(Comparator.comparing(g -> design.group(g).size()))
            .toList();
    for (int i = 1; i < order.size(); i++) {
      checkNested(order.get(i), order.get(i - 1));
    }
    return order.stream()
        .map(g -> new Level(design.group(g).size(), constant(columns, g)))
        .toList();
  }

  private boolean[] constant(UserColumns columns, int group) {
    return columns
        .areConstantWithin(group)
        .orElseThrow(
            () ->
                new BlupException(
                    "%s: between-within degrees of freedom need an intercept among the random effects by %s. Choose Satterthwaite's or Kenward and Roger's"
                        .formatted(design.structure().name(), design.group(group).label())));
  }

  /** Each level of the finer group meets one of the coarser. */
  private void checkNested(int fine, int coarse) {
    for (Pair pair : design.rowwise().pattern().pairs()) {
      if (pair.rowGroup() == Math.max(fine, coarse)
          && pair.columnGroup() == Math.min(fine, coarse)) {
        int[] meetings = new int[design.group(fine).size()];
        for (int i = 0; i + 1 < pair.rowStart().length; i++) {
          for (int block = pair.rowStart()[i]; block < pair.rowStart()[i + 1]; block++) {
            meetings[fine == pair.rowGroup() ? i : pair.column()[block]]++;
          }
        }
        if (Arrays.stream(meetings).anyMatch(count -> count > 1)) {
          throw new BlupException(
              "%s: between-within degrees of freedom need nested groups, but levels of %s have rows in several of %s. Choose containment, Satterthwaite's or Kenward and Roger's"
                  .formatted(
                      design.structure().name(),
                      design.group(fine).label(),
                      design.group(coarse).label()));
        }
      }
    }
  }
}
