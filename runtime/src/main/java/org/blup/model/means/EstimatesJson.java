package org.blup.model.means;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.blup.internal.io.JsonResult;
import org.blup.model.fit.Interval;

/** Means and their comparisons as JSON. */
final class EstimatesJson {

  private EstimatesJson() {}

  static JsonResult means(List<? extends MarginalEstimate> means) {
    return JsonResult.of("means").put("level", JsonResult.LEVEL).putAll("rows", rows(means));
  }

  static JsonResult comparisons(
      Multiplicity multiplicity, List<? extends MarginalEstimate> comparisons) {
    return JsonResult.of("comparisons")
        .put("multiplicity", multiplicity.name())
        .put("level", JsonResult.LEVEL)
        .putAll("rows", rows(comparisons));
  }

  /** A table for each level of a factor. */
  static <M, T> JsonResult by(String type, Map<M, T> tables, Function<T, JsonResult> json) {
    return JsonResult.of(type)
        .putAll(
            "by",
            tables.entrySet().stream()
                .map(
                    each ->
                        new JsonResult()
                            .put("by", String.valueOf(each.getKey()))
                            .put("table", json.apply(each.getValue())))
                .toList());
  }

  private static List<JsonResult> rows(List<? extends MarginalEstimate> estimates) {
    return estimates.stream().map(EstimatesJson::row).toList();
  }

  static JsonResult row(MarginalEstimate each) {
    Interval interval = each.interval(JsonResult.LEVEL);
    return new JsonResult()
        .put("name", each.name())
        .put("estimable", each.isEstimable())
        .putEstimate(each.estimate(), each.standardError(), each.df(), each.t(), each.pValue())
        .putInterval(interval.lower(), interval.upper());
  }
}
