package org.blup.examples;

import java.util.List;
import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

/**
 * How fast do people react after days with little sleep? 18 drivers, ten days, three hours of sleep
 * a night (Belenky et al. 2003). Each has a level and a slope of his own.
 */
public final class SleepStudy {

  /** One measurement: the mean reaction time in milliseconds after some days. */
  @MixedModel
  record Sleep(
      @Response double reaction, @Fixed @Random(group = "subject") double days, String subject) {}

  private SleepStudy() {}

  /** Fits the model and prints it, two coefficients and one driver's effects. */
  public static void main(String[] args) {
    List<Sleep> rows = Resources.read(SleepStudy_SleepModel.csv(), "sleepstudy.csv");

    SleepStudy_SleepModel.Fit fit = SleepStudy_SleepModel.fit(rows);
    System.out.println(fit);

    System.out.printf("intercept     %.4f ms%n", fit.fixed().intercept().estimate());
    System.out.printf("a day         %+.4f ms%n", fit.fixed().days().estimate());
    SleepStudy_SleepModel.Subject.Effects driver = fit.subject().get("308");
    System.out.printf(
        "driver 308    %+.4f ms, %+.4f ms a day%n", driver.intercept(), driver.days());
    System.out.printf("day 7 of 308  %.4f ms%n", fit.predict(new Sleep(0, 7, "308")));
  }
}
