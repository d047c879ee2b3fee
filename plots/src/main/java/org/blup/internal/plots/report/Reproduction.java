package org.blup.internal.plots.report;

import java.util.ArrayList;
import java.util.List;
import org.blup.internal.plots.pen.Decimals;
import org.blup.model.Coefficient;
import org.blup.model.Criterion;
import org.blup.model.MixedFit;
import org.blup.model.diagnostics.ModelFrame;
import org.blup.model.fit.DegreesOfFreedom;
import org.blup.model.fit.TestMethod;

/** All digits of the estimates, and whose methods they are. */
final class Reproduction {

  private Reproduction() {}

  static void numbers(MixedFit<?> fit, ModelFrame frame, Html page) {
    page.paragraph(
        "The same model fitted to the same rows gives these numbers."
            + (ModelSection.isIterative(fit)
                ? ""
                : " Other programs agree in the criterion to about six digits behind the point if"
                    + " they reach the optimum."));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Rows", Long.toString(fit.rows())));
    double sum = 0;
    for (int row = 0; row < frame.rows(); row++) {
      double value = frame.response(row);
      sum += Double.isNaN(value) ? 0 : value;
    }
    rows.add(List.of("Sum of " + frame.response(), exact(sum)));
    if (!ModelSection.isIterative(fit)) {
      rows.add(List.of(fit.fittedBy() + " criterion", exact(fit.criterion())));
    }
    double[] theta = fit.theta();
    for (int i = 0; i < theta.length; i++) {
      rows.add(List.of("θ " + (i + 1), exact(theta[i])));
    }
    rows.add(List.of("σ", exact(fit.sigma())));
    for (Coefficient coefficient : fit.coefficients()) {
      rows.add(List.of("β " + coefficient.name(), exact(coefficient.estimate())));
    }
    rows.add(List.of("Evaluations of the criterion", Integer.toString(fit.evaluations())));
    page.table("All digits", List.of("Quantity", "Value"), rows);
    page.heading("Summary as printed");
    page.verbatim(fit.toString());
  }

  private static String exact(double value) {
    return Double.isFinite(value) ? Decimals.exact(value) : Figures.of(value);
  }

  static void citation(MixedFit<?> fit, Html page) {
    page.paragraph(
        "Name the program and the methods. A sentence that can be used: “The model was fitted by "
            + (fit.fittedBy() == Criterion.REML ? "REML" : "maximum likelihood")
            + " with Blup, mixed-effects models for Java (org.blup"
            + version()
            + ").”");
    List<String> sources = new ArrayList<>();
    sources.add(
        "The model and its notation: Bates, D., Mächler, M., Bolker, B. & Walker, S. (2015)."
            + " Fitting Linear Mixed-Effects Models Using lme4. Journal of Statistical Software"
            + " 67(1), 1–48.");
    if (!fit.coefficients().isEmpty()) {
      TestMethod method = fit.test(fit.coefficients().get(0)).method();
      if (method instanceof DegreesOfFreedom freedom) {
        source(freedom, sources);
      }
    }
    sources.add(
        "R²: Nakagawa, S., Johnson, P. C. D. & Schielzeth, H. (2017). The coefficient of"
            + " determination R² and intra-class correlation coefficient from generalized linear"
            + " mixed-effects models revisited and expanded. Journal of the Royal Society"
            + " Interface 14, 20170213.");
    page.list(sources);
  }

  private static String version() {
    String version = MixedFit.class.getPackage().getImplementationVersion();
    return version == null ? "" : ", version " + version;
  }

  private static void source(DegreesOfFreedom method, List<String> sources) {
    switch (method) {
      case SATTERTHWAITE ->
          sources.add(
              "Degrees of freedom: Satterthwaite, F. E. (1946). An approximate distribution of"
                  + " estimates of variance components. Biometrics Bulletin 2, 110–114; Fai, A."
                  + " H.-T. & Cornelius, P. L. (1996). Journal of Statistical Computation and"
                  + " Simulation 54, 363–378.");
      case KENWARD_ROGER, KENWARD_ROGER_OBSERVED ->
          sources.add(
              "Standard errors and degrees of freedom: Kenward, M. G. & Roger, J. H. (1997). Small"
                  + " sample inference for fixed effects from restricted maximum likelihood."
                  + " Biometrics 53, 983–997.");
      case CONTAINMENT, BETWEEN_WITHIN, RESIDUAL, WALD ->
          sources.add("Degrees of freedom: " + method.label() + ".");
    }
  }
}
