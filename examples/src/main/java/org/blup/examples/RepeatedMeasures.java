package org.blup.examples;

import java.util.List;
import org.blup.MixedModel;

/**
 * Does a drug change how something develops? {@code response ~ drug * time}: 24 patients on one of
 * three drugs, their heart rates measured five times after it (Littell et al. 1996). The
 * interaction is the question: do curves differ, or only their heights? Measurements of a patient
 * are alike, so patients are a random effect.
 */
public final class RepeatedMeasures {

  /** A measurement: {@code a} and {@code b} are drugs, {@code p} is the placebo; time in hours. */
  @MixedModel("hr ~ baseHR + C(drug, treatment(\"p\")) * factor(time) + (1 | patient)")
  record Measured(double hr, double baseHR, String drug, double time, int patient) {}

  private RepeatedMeasures() {}

  /** Fits the model; prints the tests and the difference from the placebo at each time. */
  public static void main(String[] args) {
    List<Measured> rows = Resources.read(RepeatedMeasures_MeasuredModel.csv(), "heart_rate.csv");
    RepeatedMeasures_MeasuredModel.Fit fit = RepeatedMeasures_MeasuredModel.fit(rows);

    System.out.println(fit.anova());
    System.out.println(fit.means().drug().by(fit.means().factorTime()).versus("p").table(0.95));
  }
}
