package org.blup.model.diagnostics;

import java.util.Map;
import org.blup.internal.io.JsonResult;
import org.blup.internal.model.text.Digits;

/**
 * How much of the variance of the responses is shared by rows of a level. With random slopes it is
 * the mean over the rows, for it then depends on them (Johnson 2014, Methods Ecol. Evol.
 * 5:944–946).
 *
 * @param adjusted the variance of all random effects over that of random effects and residual
 * @param unadjusted the same, with the variance of the fixed part in the denominator too
 * @param byGroup the part of each grouping factor in the adjusted one, by its name
 */
public record IntraclassCorrelation(
    double adjusted, double unadjusted, Map<String, Double> byGroup) {

  public IntraclassCorrelation {
    byGroup = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(byGroup));
  }

  /**
   * The correlations as JSON, in fields whose names and order stay: see docs/saving.md. Numbers
   * that are NaN or infinite are null. Needs Jackson's core.
   */
  public String toJson() {
    return JsonResult.of("intraclassCorrelation")
        .put("adjusted", adjusted)
        .put("unadjusted", unadjusted)
        .putAll(
            "rows",
            byGroup.entrySet().stream()
                .map(
                    part ->
                        new JsonResult()
                            .put("group", part.getKey())
                            .put("adjusted", part.getValue()))
                .toList())
        .text();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Intraclass correlation: ");
    text.append(Digits.significant(adjusted)).append(" adjusted, ");
    text.append(Digits.significant(unadjusted)).append(" unadjusted");
    String separator = "; adjusted by group: ";
    for (Map.Entry<String, Double> part : byGroup.entrySet()) {
      text.append(separator).append(part.getKey()).append(' ');
      text.append(Digits.significant(part.getValue()));
      separator = ", ";
    }
    return text.toString();
  }
}
