package org.blup.model;

import java.util.Map;
import org.blup.internal.io.JsonResult;
import org.blup.internal.model.fit.CovarianceParameters;
import org.blup.model.fit.Interval;

/** A fit as JSON. */
final class FitJson {

  private FitJson() {}

  static JsonResult of(FittedModel fit) {
    JsonResult json = common(fit);
    Map<String, Double> parameters = CovarianceParameters.of(fit.fit());
    if (!parameters.isEmpty()) {
      json.putAll(
          "covarianceParameters", parameters.entrySet().stream().map(FitJson::parameter).toList());
    }
    Map<String, Double> errors = fit.monteCarloErrors();
    if (!errors.isEmpty()) {
      json.put("algorithm", fit.algorithm().name());
      json.putAll("monteCarloErrors", errors.entrySet().stream().map(FitJson::of).toList());
    }
    return json;
  }

  private static JsonResult parameter(Map.Entry<String, Double> parameter) {
    return new JsonResult().put("name", parameter.getKey()).put("estimate", parameter.getValue());
  }

  private static JsonResult of(Map.Entry<String, Double> error) {
    return new JsonResult().put("name", error.getKey()).put("error", error.getValue());
  }

  /** The fields of every fit. */
  private static JsonResult common(FittedModel fit) {
    return JsonResult.of("fit")
        .put("formula", fit.formula())
        .put("criterion", fit.fittedBy().name())
        .put("criterionValue", fit.criterion())
        .put("logLikelihood", fit.logLikelihood())
        .put("aic", fit.aic())
        .put("bic", fit.bic())
        .put("degreesOfFreedom", fit.degreesOfFreedom())
        .put("rows", fit.rows())
        .put("omitted", fit.omitted())
        .put("sigma", fit.sigma())
        .put("theta", fit.theta())
        .put("singular", fit.isSingular())
        .put("method", fit.estimates.method().label())
        .put("level", JsonResult.LEVEL)
        .putAll("coefficients", fit.coefficients().stream().map(FitJson::of).toList())
        .putTexts("droppedCoefficients", fit.droppedCoefficients())
        .putAll("varianceComponents", fit.varianceComponents().stream().map(FitJson::of).toList())
        .putTexts("undeterminedVariances", fit.undeterminedVariances());
  }

  private static JsonResult of(Coefficient each) {
    Interval interval = each.interval(JsonResult.LEVEL);
    return new JsonResult()
        .put("name", each.name())
        .putEstimate(each.estimate(), each.standardError(), each.df(), each.t(), each.pValue())
        .putInterval(interval.lower(), interval.upper());
  }

  private static JsonResult of(VarianceComponent each) {
    return new JsonResult()
        .put("group", each.group())
        .put("effect", each.effect())
        .put("variance", each.variance())
        .put("standardDeviation", each.standardDeviation());
  }
}
