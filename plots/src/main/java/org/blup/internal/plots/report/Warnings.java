package org.blup.internal.plots.report;

import java.util.List;
import org.blup.model.MixedFit;
import org.blup.model.SingularDirection;
import org.blup.model.fit.ConditionalModes;

/** What a reader has to know before the numbers are believed, and why. */
final class Warnings {

  private static final int FEW_LEVELS = 5;

  private final MixedFit<?> fit;
  private final List<ConditionalModes> groups;
  private boolean any;

  Warnings(MixedFit<?> fit, List<ConditionalModes> groups) {
    this.fit = fit;
    this.groups = groups;
  }

  void write(Html page) {
    for (SingularDirection direction : fit.singularDirections()) {
      warn(
          page,
          "The fit is singular: no variance in " + direction + ".",
          "The best estimate of this variance is exactly zero, which these data may well say of a"
              + " small one. Fixed effects and predictions stand; the term may be simpler than"
              + " written, and tests of it need care at the border.");
    }
    if (!fit.undeterminedVariances().isEmpty()) {
      warn(
          page,
          "The data do not determine " + String.join(", ", fit.undeterminedVariances()) + ".",
          "What the fixed effects leave of the response has the same distribution whatever these"
              + " are, so they and all that depends on them are not given. Leave the effects out of"
              + " the model, or observe what determines them.");
    }
    if (!fit.droppedCoefficients().isEmpty()) {
      warn(
          page,
          "Fixed effects were left out: " + String.join(", ", fit.droppedCoefficients()) + ".",
          "Their columns are combinations of those before them, as where a combination of levels"
              + " has no rows. The others are to be read with these at zero.");
    }
    if (ModelSection.isIterative(fit)) {
      warn(
          page,
          "The fit was found by iterations.",
          "Its traces are estimated by random signs, which adds the Monte-Carlo errors of the"
              + " summary below to those of the data. There is no likelihood, no test that needs"
              + " it, and no check of residuals.");
    }
    if (fit.omitted() > 0) {
      warn(
          page,
          "Rows left out because a value was missing: " + Figures.count(fit.omitted()) + ".",
          "Estimates are fair if whether a value is missing depends only on what was observed, and"
              + " may be biased if it depends on the missing value itself.");
    }
    for (ConditionalModes group : groups) {
      if (group.levels().size() < FEW_LEVELS) {
        warn(
            page,
            group.group() + " has only " + group.levels().size() + " levels.",
            "A variance between so few levels is known badly: its interval is wide, and tests that"
                + " rest on it have few degrees of freedom.");
      }
    }
    if (!any) {
      page.paragraph(
          "None. The search ended at an optimum (a further step would gain less than "
              + Figures.of(Math.max(fit.predictedGain(), 1e-12))
              + "), no variance is at zero, no coefficient was left out, no row is missing.");
    }
  }

  private void warn(Html page, String what, String why) {
    any = true;
    page.warning(what, why);
  }
}
