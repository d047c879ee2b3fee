package org.blup.internal.model.profile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.blup.exception.BlupException;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.inference.profile.ParameterScale;
import org.blup.internal.inference.profile.ProfileCurve;
import org.blup.internal.inference.profile.ProfileLikelihood;
import org.blup.internal.inference.profile.ProfileTarget;
import org.blup.internal.inference.profile.ProfileTarget.FixedEffect;
import org.blup.internal.inference.profile.ProfileTarget.OfResiduals;
import org.blup.internal.inference.profile.ProfileTarget.Sigma;
import org.blup.internal.io.JsonResult;
import org.blup.internal.model.Arguments;
import org.blup.internal.model.LevelCorrelation;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.Refusals;
import org.blup.internal.model.ResidualQuantities;
import org.blup.internal.model.ResponseScale;
import org.blup.internal.model.Tails;
import org.blup.internal.model.VarianceNames;
import org.blup.internal.model.text.Digits;
import org.blup.internal.model.text.TextTable;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.solution.NoOptimumException;
import org.blup.internal.reml.solution.Solution;
import org.blup.model.fit.Interval;
import org.blup.model.fit.StepListener;
import org.blup.model.profile.Profile;
import org.blup.model.profile.ProfiledParameter;

/** The profiles of all parameters of a fit. */
public final class FittedProfile implements Profile {

  private final Map<String, ProfiledParameter> parameters;
  private final String notes;
  private final StepListener listener;

  private FittedProfile(
      Map<String, ProfiledParameter> parameters, String notes, StepListener listener) {
    this.parameters = parameters;
    this.notes = notes;
    this.listener = listener;
  }

  public static Profile of(PostFit fit, List<String> coefficients) {
    ObservedDesign design = fit.design();
    Solution maximum = fit.isReml() ? maximum(fit) : fit.solution();
    NormalEquations equations =
        fit.hasMoreParameters() ? maximum.setup().equations : design.equations();
    ProfileLikelihood likelihood = new ProfileLikelihood(equations, maximum);
    String notes = ResponseScale.IDENTITY.notes(design.structure());
    FittedProfile profile = new FittedProfile(new LinkedHashMap<>(), notes, (done, of) -> {});
    for (ProfileTarget target : ProfileLikelihood.varianceTargets(equations)) {
      if (!(target instanceof Sigma && fit.residualsCovary())) {
        String name = VarianceNames.of(design, target);
        boolean isDetermined = VarianceNames.isDetermined(fit, target);
        profile.add(name, isDetermined, () -> likelihood.curve(name, target), 0);
      }
    }
    for (ResidualQuantities.Quantity each : ResidualQuantities.of(fit)) {
      OfResiduals target =
          new OfResiduals(phi -> each.at(fit, phi, 1), each.isDeviation(), each.scale());
      profile.add(each.name(), true, () -> likelihood.curve(each.name(), target), 0);
    }
    for (LevelCorrelation each : LevelCorrelation.of(fit)) {
      OfResiduals target = new OfResiduals(each::of, false, ParameterScale.FISHER);
      boolean isDetermined = each.isTold(maximum);
      profile.add(each.name(), isDetermined, () -> likelihood.curve(each.name(), target), 0);
    }
    double[] origin = design.coefficients(new double[equations.columns()]);
    double[][] rows = design.coefficientRows();
    for (int i = 0; i < rows.length; i++) {
      String name = coefficients.get(i);
      FixedEffect target = new FixedEffect(rows[i]);
      boolean isDetermined = !fit.solution().undeterminedVariances().affects(rows[i]);
      profile.add(name, isDetermined, () -> likelihood.curve(name, target), origin[i]);
    }
    return profile;
  }

  private static Solution maximum(PostFit fit) {
    return Refusals.named(
        fit.design(), () -> Reml.again(fit.design().equations(), fit.solution(), false));
  }

  private void add(String name, boolean isDetermined, Supplier<ProfileCurve> curve, double origin) {
    Supplier<ProfileCurve> refused =
        () -> {
          throw new UnidentifiableModelException(
              name
                  + " has no profile: it depends on variances that these data do not determine,"
                  + " see undeterminedVariances().");
        };
    parameters.put(name, new CurveParameter(name, isDetermined ? curve : refused, origin));
  }

  @Override
  public Map<String, ProfiledParameter> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  @Override
  public ProfiledParameter parameter(String name) {
    ProfiledParameter parameter = parameters.get(name);
    if (parameter == null) {
      throw new BlupException(
          "'"
              + name
              + "' is not a parameter of the model. It has: "
              + String.join(", ", parameters.keySet())
              + ".");
    }
    return parameter;
  }

  @Override
  public Profile progress(StepListener told) {
    return new FittedProfile(parameters, notes, Arguments.required(told, "listener"));
  }

  /** Does something for each parameter, which is then done. */
  private void each(Consumer<ProfiledParameter> action) {
    int done = 0;
    for (ProfiledParameter parameter : parameters.values()) {
      action.accept(parameter);
      listener.done(++done, parameters.size());
    }
  }

  @Override
  public ProfiledParameter sigma() {
    return parameter("sigma");
  }

  @Override
  public Map<String, Interval> intervals(double level) {
    Map<String, Interval> intervals = new LinkedHashMap<>();
    each(parameter -> intervals.put(parameter.name(), interval(parameter, level)));
    return Collections.unmodifiableMap(intervals);
  }

  private static Interval interval(ProfiledParameter parameter, double level) {
    try {
      return parameter.interval(level);
    } catch (NoOptimumException | UnidentifiableModelException e) {
      return new Interval(Double.NaN, Double.NaN);
    }
  }

  @Override
  public String toJson() {
    List<JsonResult> rows = new ArrayList<>();
    each(parameter -> rows.add(json(parameter)));
    return JsonResult.of("profile").put("level", JsonResult.LEVEL).putAll("rows", rows).text();
  }

  private static JsonResult json(ProfiledParameter parameter) {
    Interval interval = interval(parameter, JsonResult.LEVEL);
    return new JsonResult()
        .put("name", parameter.name())
        .put("estimate", estimate(parameter))
        .putInterval(interval.lower(), interval.upper());
  }

  private static double estimate(ProfiledParameter parameter) {
    try {
      return parameter.estimate();
    } catch (NoOptimumException | UnidentifiableModelException e) {
      return Double.NaN;
    }
  }

  @Override
  public String toString() {
    return table(Tails.USUAL_LEVEL);
  }

  @Override
  public String table(double level) {
    Tails.checkLevel(level);
    List<String> names = new ArrayList<>();
    List<String> estimates = new ArrayList<>();
    List<String> lower = new ArrayList<>();
    List<String> upper = new ArrayList<>();
    StringBuilder failures = new StringBuilder();
    each(
        parameter -> {
          double estimate = Double.NaN;
          names.add(parameter.name());
          try {
            estimate = parameter.estimate();
            Interval interval = parameter.interval(level);
            Digits digits = Digits.ofInterval(interval.lower(), interval.upper());
            estimates.add(digits.print(estimate));
            lower.add(digits.print(interval.lower()));
            upper.add(digits.print(interval.upper()));
          } catch (BlupException e) {
            estimates.add(Digits.significant(estimate));
            lower.add("NaN");
            upper.add("NaN");
            failures.append(parameter.name()).append(": ").append(e.getMessage()).append('\n');
          }
        });
    TextTable table = new TextTable();
    table.text("", names).numbers("Estimate", estimates);
    table.numbers("lower", lower).numbers("upper", upper);
    String title = "Profile likelihood (ML), intervals: " + Digits.percent(level);
    return title + "\n" + table + failures + notes;
  }
}
