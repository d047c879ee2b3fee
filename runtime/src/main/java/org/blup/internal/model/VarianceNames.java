package org.blup.internal.model;

import java.util.List;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.inference.profile.ProfileLikelihood;
import org.blup.internal.inference.profile.ProfileTarget;
import org.blup.internal.inference.profile.ProfileTarget.Correlation;
import org.blup.internal.inference.profile.ProfileTarget.StandardDeviation;
import org.blup.internal.reml.solution.UndeterminedVariances;

/**
 * The names of standard deviations and correlations, as lme4 gives them with {@code
 * oldNames=FALSE}: {@code sd_days|subject}, {@code cor_days.(Intercept)|subject}, {@code sigma}.
 */
public final class VarianceNames {

  private VarianceNames() {}

  /** The variances and correlations that the data do not determine. */
  public static List<String> undetermined(PostFit fit) {
    ObservedDesign design = fit.design();
    return ProfileLikelihood.varianceTargets(design.equations()).stream()
        .filter(target -> !isDetermined(fit, target))
        .map(target -> of(design, target))
        .toList();
  }

  /** Whether the data determine a standard deviation, correlation or σ. */
  public static boolean isDetermined(PostFit fit, ProfileTarget target) {
    UndeterminedVariances undetermined = fit.solution().undeterminedVariances();
    if (target instanceof StandardDeviation sd) {
      return !undetermined.includes(sd.term(), sd.effect(), sd.effect());
    }
    return !(target instanceof Correlation c)
        || !(undetermined.includes(c.term(), c.effect1(), c.effect1())
            || undetermined.includes(c.term(), c.effect1(), c.effect2())
            || undetermined.includes(c.term(), c.effect2(), c.effect2()));
  }

  public static String of(ObservedDesign design, ProfileTarget target) {
    if (target instanceof StandardDeviation sd) {
      return "sd_" + design.effectNames(sd.term()).get(sd.effect()) + group(design, sd.term());
    }
    if (target instanceof Correlation correlation) {
      List<String> names = design.effectNames(correlation.term());
      return "cor_"
          + names.get(correlation.effect2())
          + "."
          + names.get(correlation.effect1())
          + group(design, correlation.term());
    }
    return "sigma";
  }

  private static String group(ObservedDesign design, int term) {
    return "|" + design.group(design.equations().terms().get(term).group()).label();
  }
}
