package org.blup.formula;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Functions that people know from R, and what stands in their place here. */
final class FamiliarFunctions {

  private static final String COVARIANCES =
      "A covariance structure stands before a random term: cs(0 + f | group)";

  private static final Map<String, List<String>> NAMES_BY_HELP =
      Map.ofEntries(
          Map.entry("The natural logarithm is log(x)", List.of("ln", "loge")),
          Map.entry("Write pow(x, 2), or I(x^2)", List.of("power", "square", "sq", "sqr", "cube")),
          Map.entry("Write C(f, treatment(\"B\"))", List.of("relevel", "fct_relevel")),
          Map.entry(
              "An enum has its levels in order; C(f, poly) gives it polynomial contrasts",
              List.of("ordered", "as.ordered")),
          Map.entry(
              "Write a:b for the combinations of levels",
              List.of("interaction", "paste", "paste0")),
          Map.entry("The response is one number in each row", List.of("cbind", "Surv")),
          Map.entry(
              "For a curve write poly(x, 2), or ns(x, 4)",
              List.of("s", "te", "ti", "t2", "lo", "rcs", "smooth", "spline", "pspline")),
          Map.entry(
              "Random effects are written in parentheses: (1 | group)",
              List.of("random", "re", "ranef", "Error")),
          Map.entry(
              "The covariance of the residuals is residual(us(visit | subject))",
              List.of("repeated", "resid", "residuals", "correlation", "varIdent")),
          Map.entry(
              "Correlations that decay with a distance are residual(exp(time | subject))",
              List.of("car1", "gau", "corAR1", "corCAR1", "corExp", "corGaus")),
          Map.entry(
              "Variances that depend on a number are residual(power(x)) or residual(exp(x))",
              List.of("varPower", "varExp", "variance")),
          Map.entry("Known variances are residual(known(v))", List.of("known", "varFixed")),
          Map.entry(
              "Related levels group random effects: (1 | related(animal))",
              List.of("related", "ped", "pedigree", "vm", "giv", "nrm", "gr", "relmat")),
          Map.entry(
              "Random walks group random effects: (1 | rw1(year))",
              List.of("rw", "rw1", "rw2", "crw1", "crw2")),
          Map.entry(
              "Write the formula alone: response ~ terms",
              List.of("lmer", "lm", "lme", "glmer", "glmmTMB", "formula", "as.formula")),
          Map.entry(
              "(0 + f || group) gives each level of f a variance of its own", List.of("dummy")),
          Map.entry(
              COVARIANCES, List.of("zerocorr", "hetcs", "homcs", "hetar1", "homdiag", "ou", "rr")),
          Map.entry(
              "Compute it in a component of its own",
              List.of(
                  "ifelse",
                  "if_else",
                  "case_when",
                  "cut",
                  "findInterval",
                  "lag",
                  "lead",
                  "diff",
                  "cumsum",
                  "round",
                  "floor",
                  "ceiling",
                  "trunc",
                  "sign",
                  "rank",
                  "mean",
                  "ave",
                  "min",
                  "max",
                  "pmin",
                  "pmax",
                  "is.na",
                  "as.numeric",
                  "as.integer",
                  "as.character",
                  "nchar",
                  "substr",
                  "plogis",
                  "qlogis",
                  "logit",
                  "asin",
                  "acos",
                  "atan",
                  "sinh",
                  "cosh",
                  "tanh",
                  "gamma",
                  "lgamma",
                  "not")));

  private static final Map<String, String> HELP_BY_NAME =
      NAMES_BY_HELP.entrySet().stream()
          .flatMap(entry -> entry.getValue().stream().map(name -> Map.entry(name, entry.getKey())))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private FamiliarFunctions() {}

  /** What to write in the place of a function. */
  static Optional<String> helpFor(String name) {
    return Optional.ofNullable(HELP_BY_NAME.get(name));
  }
}
