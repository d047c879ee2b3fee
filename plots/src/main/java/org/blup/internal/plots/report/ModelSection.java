package org.blup.internal.plots.report;

import java.util.ArrayList;
import java.util.List;
import org.blup.model.Algorithm;
import org.blup.model.Criterion;
import org.blup.model.MixedFit;
import org.blup.model.diagnostics.ModelFrame;
import org.blup.model.fit.ConditionalModes;

/** The model in words, and how well it fits. */
final class ModelSection {

  private static final String INTERCEPT = "(Intercept)";

  private ModelSection() {}

  static void write(MixedFit<?> fit, ModelFrame frame, List<ConditionalModes> groups, Html page) {
    String response = frame.response();
    page.paragraph(
        fixedPart(fit, response)
            + " Around that, "
            + (groups.isEmpty() ? "" : "levels of the groups differ at random, and ")
            + "what is left of each row varies normally"
            + (Double.isNaN(fit.sigma())
                ? "."
                : " with a standard deviation of " + Figures.of(fit.sigma()) + "."));
    if (!groups.isEmpty()) {
      page.list(groups.stream().map(ModelSection::group).toList());
    }
    String criterion =
        fit.fittedBy() == Criterion.REML
            ? "restricted maximum likelihood (REML)"
            : "maximum likelihood (ML)";
    page.paragraph(
        "Variances were estimated by "
            + criterion
            + "; the fixed effects and the effects of levels follow from them as best linear"
            + " unbiased estimates and predictions.");
    page.table("How well it fits", List.of("", "Value"), quality(fit));
    if (isIterative(fit)) {
      page.paragraph(
          "The likelihood and what follows from it are not computed: the fit was found by"
              + " iterations, without the factorisation that the likelihood needs.");
    }
  }

  private static String fixedPart(MixedFit<?> fit, String response) {
    int count = fit.coefficients().size();
    if (count == 0) {
      return "The mean of " + response + " has no fixed effects.";
    }
    List<String> names = fit.coefficients().stream().map(c -> c.name()).toList();
    return "The mean of "
        + response
        + " is a sum of "
        + count
        + (count == 1 ? " fixed effect: " : " fixed effects: ")
        + listed(names).replace(INTERCEPT, "the intercept")
        + ".";
  }

  private static String listed(List<String> names) {
    int most = 12;
    return names.size() <= most
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, most)) + " and " + (names.size() - most) + " more";
  }

  private static String group(ConditionalModes group) {
    return "Each of the "
        + Figures.count(group.levels().size())
        + " levels of "
        + group.group()
        + " has its own "
        + listed(group.effectNames()).replace(", ", " and ").replace(INTERCEPT, "intercept")
        + (group.effectNames().size() > 1 ? ", deviations" : ", a deviation")
        + " from the mean of all, normally distributed over the levels.";
  }

  /** Whether there is no likelihood. */
  static boolean isIterative(MixedFit<?> fit) {
    return fit.algorithm() == Algorithm.ITERATIVE;
  }

  /** A number that follows from the likelihood. */
  static String ofLikelihood(MixedFit<?> fit, double value) {
    return isIterative(fit) ? "not computed" : Figures.fixed(value, 2);
  }

  private static List<List<String>> quality(MixedFit<?> fit) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Rows", Figures.count(fit.rows())));
    if (fit.omitted() > 0) {
      rows.add(List.of("Rows left out for missing values", Figures.count(fit.omitted())));
    }
    String criterion = fit.fittedBy() + " criterion (−2 log-likelihood)";
    rows.add(List.of(criterion, ofLikelihood(fit, fit.criterion())));
    rows.add(List.of("Parameters", Integer.toString(fit.degreesOfFreedom())));
    rows.add(List.of("AIC", ofLikelihood(fit, fit.aic())));
    rows.add(List.of("BIC", ofLikelihood(fit, fit.bic())));
    Answer.of(fit::rSquared)
        .ifPresent(
            r -> {
              rows.add(
                  List.of(
                      "Variance explained by fixed effects (marginal R²)",
                      Figures.percent(r.marginal())));
              rows.add(
                  List.of(
                      "… with the random effects (conditional R²)",
                      Figures.percent(r.conditional())));
            });
    Answer.of(fit::intraclassCorrelation)
        .ifPresent(
            share ->
                rows.add(
                    List.of(
                        "Variance shared within levels (intraclass correlation)",
                        Figures.percent(share.adjusted()))));
    return rows;
  }
}
