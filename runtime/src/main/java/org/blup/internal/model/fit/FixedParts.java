package org.blup.internal.model.fit;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.FixedColumn;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.RandomTermNames;

/**
 * The fixed effects with the same names as the effects of a grouping factor, shared by its levels.
 */
final class FixedParts {

  private final double[] beta;
  private final ObservedDesign design;

  private FixedParts(PostFit fit) {
    design = fit.design();
    beta = new FixedEstimates(design, fit.solution()).beta();
  }

  /**
   * The fixed effect of each effect of a group; 0 where the model has none.
   *
   * @throws BlupException if factors are coded in another way among the fixed effects, so that no
   *     coefficient is that of an effect
   */
  static double[] of(PostFit fit, int group) {
    return new FixedParts(fit).of(group);
  }

  /** Whether no factor among the effects of a group is coded in another way there. */
  static boolean exist(PostFit fit, int group) {
    return new FixedParts(fit).exist(group);
  }

  private boolean exist(int group) {
    List<RandomTerm> random = design.structure().random();
    return IntStream.range(0, random.size())
        .filter(t -> design.equations().terms().get(t).group() == group)
        .mapToObj(t -> random.get(t).effects())
        .flatMap(List::stream)
        .allMatch(
            effect ->
                design.structure().fixed().stream()
                    .noneMatch(fixed -> isCodedOtherwise(effect, fixed)));
  }

  private double[] of(int group) {
    double[] parts = new double[design.equations().groups().get(group).size()];
    List<RandomTerm> random = design.structure().random();
    for (int t = 0; t < random.size(); t++) {
      if (design.equations().terms().get(t).group() == group) {
        int at = design.equations().terms().get(t).offset();
        for (EffectTerm effect : random.get(t).effects()) {
          for (int c = 0; c < design.variables().effectColumns(effect); c++) {
            parts[at++] = part(effect, c, random.get(t));
          }
        }
      }
    }
    return parts;
  }

  private double part(EffectTerm effect, int column, RandomTerm random) {
    List<EffectTerm> fixed = design.structure().fixed();
    int kept = 0;
    for (FixedColumn candidate : design.fixedColumns()) {
      EffectTerm term = fixed.get(candidate.term());
      if (isCodedOtherwise(effect, term)) {
        throw new BlupException(
            "'"
                + effect.label()
                + "' of "
                + RandomTermNames.name(random)
                + " has other columns than among the fixed effects, so that its levels have no"
                + " coefficients of their own: ask predict(…) for their values.");
      }
      if (term.equals(effect) && candidate.column() == column) {
        return candidate.dropped() ? 0 : beta[kept];
      }
      kept += candidate.dropped() ? 0 : 1;
    }
    return 0;
  }

  /** Whether a fixed term is of the variables of an effect, and yet has other columns. */
  private boolean isCodedOtherwise(EffectTerm effect, EffectTerm fixed) {
    boolean allColumns =
        design.variables().columns(effect) == design.variables().effectColumns(effect);
    return !(fixed.equals(effect) && allColumns)
        && Set.copyOf(fixed.variables()).equals(Set.copyOf(effect.variables()));
  }
}
