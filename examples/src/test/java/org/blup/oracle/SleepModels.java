package org.blup.oracle;

import java.util.List;
import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

/** Reaction time by days of sleep deprivation (Belenky et al. 2003), in many models. */
final class SleepModels {

  @MixedModel(name = "SleepSlopes", value = "reaction ~ days + (days | subject)")
  @MixedModel(name = "SleepQuadratic", value = "reaction ~ days + I(days^2) + (days | subject)")
  @MixedModel(name = "SleepLog", value = "log(reaction) ~ log1p(days) + (1 | subject)")
  @MixedModel(name = "SleepNoIntercept", value = "reaction ~ 0 + days + (days | subject)")
  @MixedModel(name = "SleepFactorDays", value = "reaction ~ factor(days) + (1 | subject)")
  @MixedModel(name = "SleepOffset", value = "reaction ~ 0 + offset(10 * days) + (1 | subject)")
  @MixedModel(name = "SleepPoly", value = "reaction ~ poly(days, 2) + (1 | subject)")
  @MixedModel(
      name = "SleepScaled",
      value = "scale(reaction) ~ scale(days) + (scale(days) | subject)")
  record Sleep(double reaction, int days, int subject) {

    static Sleep of(Line line) {
      return new Sleep(line.number("reaction"), line.integer("days"), line.integer("subject"));
    }
  }

  @MixedModel
  record CorrelatedSlopes(
      @Response double reaction, @Fixed @Random(group = "subject") double days, String subject) {

    static CorrelatedSlopes of(Line line) {
      return new CorrelatedSlopes(
          line.number("reaction"), line.number("days"), line.text("subject"));
    }
  }

  @MixedModel
  record IndependentSlopes(
      @Response double reaction,
      @Fixed @Random(group = "subject", correlated = false) float days,
      short subject) {

    static IndependentSlopes of(Line line) {
      return new IndependentSlopes(
          line.number("reaction"), (float) line.number("days"), (short) line.integer("subject"));
    }
  }

  @MixedModel
  record Intercepts(@Response double reaction, @Fixed long days, @Random long subject) {

    static Intercepts of(Line line) {
      return new Intercepts(line.number("reaction"), line.integer("days"), line.integer("subject"));
    }
  }

  @MixedModel
  record SlopesOnly(
      @Response Double reaction,
      @Fixed @Random(group = "subject", intercept = false) Integer days,
      Integer subject) {

    static SlopesOnly of(Line line) {
      return new SlopesOnly(line.number("reaction"), line.integer("days"), line.integer("subject"));
    }
  }

  private SleepModels() {}

  /** The case {@code sleep-slope}, with rows that a test can make. */
  static OracleCase<Sleep> slopes() {
    return OracleCase.of("sleep-slope", SleepModels_SleepSlopesModel.model(), Sleep::of);
  }

  static List<OracleCase<?>> cases() {
    return List.of(
        slopes(),
        OracleCase.of("sleep-slope-ml", SleepModels_SleepSlopesModel.model(), Sleep::of),
        OracleCase.of(
            "sleep-slope", SleepModels_CorrelatedSlopesModel.model(), CorrelatedSlopes::of),
        OracleCase.of(
            "sleep-uncorrelated",
            SleepModels_IndependentSlopesModel.model(),
            IndependentSlopes::of),
        OracleCase.of("sleep-intercept", SleepModels_InterceptsModel.model(), Intercepts::of),
        OracleCase.of("sleep-slope-only", SleepModels_SlopesOnlyModel.model(), SlopesOnly::of),
        OracleCase.of("sleep-poly", SleepModels_SleepPolyModel.model(), Sleep::of),
        OracleCase.of("sleep-scaled", SleepModels_SleepScaledModel.model(), Sleep::of),
        OracleCase.of("sleep-quadratic", SleepModels_SleepQuadraticModel.model(), Sleep::of),
        OracleCase.of("sleep-log", SleepModels_SleepLogModel.model(), Sleep::of),
        OracleCase.of(
            "sleep-no-fixed-intercept", SleepModels_SleepNoInterceptModel.model(), Sleep::of),
        OracleCase.of("sleep-factor-days", SleepModels_SleepFactorDaysModel.model(), Sleep::of),
        OracleCase.of("sleep-offset", SleepModels_SleepOffsetModel.model(), Sleep::of));
  }
}
