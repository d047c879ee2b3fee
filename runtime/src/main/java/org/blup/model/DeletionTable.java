package org.blup.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.blup.exception.BlupException;
import org.blup.internal.io.JsonResult;
import org.blup.internal.model.text.Digits;
import org.blup.internal.model.text.TextTable;
import org.jspecify.annotations.Nullable;

/**
 * What a model loses by each of its terms: the model without it, fitted to the same cross-products.
 * {@link MixedFit#without} has the fits themselves.
 *
 * @param formula of the whole model
 * @param fittedBy the criterion of all fits: ML for fixed terms, the fit's own for random ones
 * @param criterion of the whole model
 * @param parameters of the whole model
 * @param deletions one for each term that may go
 * @param refusals why there is no fit without some other terms, by the term
 * @param weight what rows are weighted by
 */
public record DeletionTable(
    String formula,
    Criterion fittedBy,
    double criterion,
    int parameters,
    List<Deletion> deletions,
    Map<String, String> refusals,
    Optional<String> weight) {

  public DeletionTable {
    deletions = List.copyOf(deletions);
    refusals = Collections.unmodifiableMap(new LinkedHashMap<>(refusals));
  }

  /**
   * The model without a term.
   *
   * @param term a fixed term as R prints it, or {@code days in (1 + days | subject)}
   * @param criterion of the model without it
   * @param parameters of the model without it
   * @param df how many parameters go
   * @param chiSquare by how much the criterion rises
   * @param pValue of χ² with df degrees of freedom; {@code NaN} for df = 0, where other terms hold
   *     all that the term says
   * @param boundaryPValue for random effects, since a variance of zero lies on the border of its
   *     range; see {@link LikelihoodRatioTest#boundaryPValue}
   */
  public record Deletion(
      String term,
      double criterion,
      int parameters,
      int df,
      double chiSquare,
      double pValue,
      OptionalDouble boundaryPValue) {

    /** Akaike's criterion of the model without the term. */
    public double aic() {
      return criterion + 2.0 * parameters;
    }

    private JsonResult json() {
      return new JsonResult()
          .put("term", term)
          .put("criterion", criterion)
          .put("parameters", parameters)
          .put("aic", aic())
          .put("df", df)
          .put("chiSquare", chiSquare)
          .put("pValue", pValue)
          .put("boundaryPValue", boundaryPValue.orElse(Double.NaN));
    }

    @Override
    public String toString() {
      return "Without "
          + term
          + ": chi-square("
          + df
          + ") = "
          + Digits.statistic(chiSquare)
          + (df == 0
              ? ", no p-value: other terms hold all that it says"
              : ", p " + Digits.equalTo(Digits.pValue(pValue)))
          + (boundaryPValue.isPresent()
              ? ", at the border " + Digits.equalTo(Digits.pValue(boundaryPValue.getAsDouble()))
              : "")
          + ", AIC "
          + Digits.criterion(aic());
    }
  }

  /** Akaike's criterion of the whole model. */
  public double aic() {
    return criterion + 2.0 * parameters;
  }

  /**
   * The deletion of a term.
   *
   * @throws BlupException if the table has none of that name, or the model without it was refused
   */
  public Deletion deletion(String term) {
    @Nullable String refusal = refusals.get(term);
    if (refusal != null) {
      throw new BlupException("There is no fit without '" + term + "': " + refusal);
    }
    return deletions.stream()
        .filter(each -> each.term().equals(term))
        .findFirst()
        .orElseThrow(
            () ->
                new BlupException(
                    "'"
                        + term
                        + "' is not a term that may go. Those are: "
                        + String.join(", ", deletions.stream().map(Deletion::term).toList())
                        + "."));
  }

  /**
   * The table as JSON, in fields whose names and order stay: see docs/saving.md. Numbers that are
   * NaN or infinite are null. Needs Jackson's core.
   */
  public String toJson() {
    return JsonResult.of("deletions")
        .put("formula", formula)
        .put("fittedBy", fittedBy.name())
        .put("criterion", criterion)
        .put("parameters", parameters)
        .put("aic", aic())
        .putAll("rows", deletions.stream().map(Deletion::json).toList())
        .putAll(
            "refusals",
            refusals.entrySet().stream()
                .map(
                    each ->
                        new JsonResult().put("term", each.getKey()).put("reason", each.getValue()))
                .toList())
        .text();
  }

  /** The table that R prints, and how the tests are made. */
  @Override
  public String toString() {
    List<String> terms = new ArrayList<>(List.of("<none>"));
    List<String> counts = new ArrayList<>(List.of(Integer.toString(parameters)));
    List<String> logLikelihoods = new ArrayList<>(List.of(Digits.criterion(-0.5 * criterion)));
    List<String> aics = new ArrayList<>(List.of(Digits.criterion(aic())));
    List<String> tests = new ArrayList<>(List.of(""));
    List<String> dfs = new ArrayList<>(List.of(""));
    List<String> p = new ArrayList<>(List.of(""));
    List<String> mixtures = new ArrayList<>(List.of(""));
    for (Deletion deletion : deletions) {
      terms.add(deletion.term());
      counts.add(Integer.toString(deletion.parameters()));
      logLikelihoods.add(Digits.criterion(-0.5 * deletion.criterion()));
      aics.add(Digits.criterion(deletion.aic()));
      tests.add(Digits.statistic(deletion.chiSquare()));
      dfs.add(Integer.toString(deletion.df()));
      p.add(deletion.df() == 0 ? "" : Digits.pValue(deletion.pValue()));
      OptionalDouble mixture = deletion.boundaryPValue();
      mixtures.add(mixture.isPresent() ? Digits.pValue(mixture.getAsDouble()) : "");
    }
    TextTable table = new TextTable();
    table.text("", terms);
    table.flushRight("npar", counts);
    table.numbers("logLik", logLikelihoods);
    table.numbers("AIC", aics);
    table.numbers("LRT", tests);
    table.flushRight("Df", dfs);
    table.flushRight("Pr(>Chisq)", p);
    boolean border = mixtures.stream().anyMatch(text -> !text.isEmpty());
    if (border) {
      table.flushRight("Pr(border)", mixtures);
    }
    StringBuilder text =
        new StringBuilder("Likelihood-ratio tests of single terms, all fitted by ");
    text.append(fittedBy).append("\nFormula: ").append(formula).append('\n').append(table);
    text.append(border ? LikelihoodRatioTest.BORDER + "\n" : "");
    text.append(LikelihoodRatioTest.weightLine(weight));
    refusals.forEach((term, why) -> text.append("No fit without " + term + ": " + why + "\n"));
    return text.toString();
  }
}
