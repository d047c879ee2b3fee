package org.blup.model.fit;

import java.util.List;
import java.util.stream.Collectors;
import org.blup.exception.BlupException;
import org.blup.internal.io.JsonResult;
import org.blup.internal.model.Tails;
import org.blup.internal.model.text.Digits;
import org.blup.internal.model.text.NearestName;
import org.blup.internal.model.text.TextTable;

/**
 * Tests of the terms of the fixed effects.
 *
 * @param type which hypothesis is tested for each term
 * @param rows the terms in the order of the formula, without the intercept
 * @param method where the degrees of freedom come from
 * @param notes lines for below the table: why tests are NaN, and the weights of rows
 */
public record AnovaTable(AnovaType type, List<Row> rows, TestMethod method, List<String> notes) {

  /**
   * A term's test.
   *
   * @param term as the formula has it: {@code variety:nitro}
   * @param f the statistic; NaN if none of the term's coefficients is determined by the data, or if
   *     Kenward and Roger's method has no positive variance or degrees of freedom for it
   * @param numeratorDf how many independent hypotheses there are
   * @param denominatorDf infinite where the statistic is χ² over its degrees of freedom
   * @param method where the denominator degrees of freedom come from
   */
  public record Row(
      String term, double f, double numeratorDf, double denominatorDf, TestMethod method) {

    /** The probability of a statistic so large if the term has no effect. */
    public double pValue() {
      return Tails.upper(f, numeratorDf, denominatorDf);
    }

    private JsonResult json() {
      return new JsonResult()
          .put("term", term)
          .put("f", f)
          .put("numeratorDf", numeratorDf)
          .put("denominatorDf", denominatorDf)
          .put("pValue", pValue())
          .put("method", method.label());
    }

    @Override
    public String toString() {
      return term + ": " + new FTest(f, numeratorDf, denominatorDf, method);
    }
  }

  public AnovaTable {
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  /**
   * The row of a term.
   *
   * @throws BlupException if there is none
   */
  public Row row(String term) {
    return rows.stream()
        .filter(row -> row.term().equals(term))
        .findFirst()
        .orElseThrow(
            () ->
                new BlupException(
                    "The table has no term '"
                        + term
                        + "'. "
                        + NearestName.advice(term, rows.stream().map(Row::term).toList())));
  }

  /**
   * The table as JSON, in fields whose names and order stay: see docs/saving.md. Numbers that are
   * NaN or infinite are null. Needs Jackson's core.
   */
  public String toJson() {
    return JsonResult.of("anova")
        .put("tests", type.name())
        .put("method", method.label())
        .putAll("rows", rows.stream().map(Row::json).toList())
        .text();
  }

  /** The table laid out for reading. */
  @Override
  public String toString() {
    boolean normal = method == DegreesOfFreedom.WALD;
    TextTable table = new TextTable();
    table.text("", rows.stream().map(Row::term).toList());
    if (normal) {
      table.numbers(
          "Chisq",
          rows.stream().map(row -> row.f() * row.numeratorDf()).toList(),
          Digits::statistic);
      table.numbers("Df", numerators());
    } else {
      table.numbers("NumDF", numerators());
      table.numbers("DenDF", rows.stream().map(Row::denominatorDf).toList(), Digits::df);
      table.numbers("F value", rows.stream().map(Row::f).toList(), Digits::statistic);
    }
    table.pValues(normal ? "Pr(>Chisq)" : "Pr(>F)", rows.stream().map(Row::pValue).toList());
    return "Type "
        + type
        + " tests of fixed effects, "
        + method.tests("F")
        + "\n"
        + table
        + notes.stream().map(note -> note + "\n").collect(Collectors.joining());
  }

  private List<String> numerators() {
    return rows.stream().map(row -> Digits.count(Math.round(row.numeratorDf()))).toList();
  }
}
