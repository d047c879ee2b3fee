package org.blup.examples;

import java.util.List;
import org.blup.MixedModel;
import org.blup.model.MissingValues;
import org.blup.model.fit.DegreesOfFreedom;

/**
 * Does a treatment raise the lungs' capacity, and from which visit on? A clinical trial with four
 * visits, many of them missed, analysed as regulators expect it: means by visit, residuals of a
 * patient that covary without any restriction (MMRM), and Kenward and Roger's degrees of freedom.
 * The data are simulated: {@code fev_data} of the R package mmrm (Apache License 2.0).
 */
public final class Trial {

  enum Arm {
    PBO,
    TRT
  }

  enum Visit {
    VIS1,
    VIS2,
    VIS3,
    VIS4
  }

  /** A visit of a patient: the forced expired volume in one second, if it was measured. */
  @MixedModel("fev1 ~ race + sex + arm * visit + residual(us(visit | subject))")
  record Measured(double fev1, Arm arm, Visit visit, String race, String sex, String subject) {}

  private Trial() {}

  /** Fits the model; prints means by visit and the differences of the treatments. */
  public static void main(String[] args) {
    List<Measured> rows = Resources.read(Trial_MeasuredModel.csv(), "fev.csv");

    Trial_MeasuredModel.Fit fit =
        Trial_MeasuredModel.fitting()
            .missing(MissingValues.OMIT)
            .degreesOfFreedom(DegreesOfFreedom.KENWARD_ROGER)
            .fit(rows);
    System.out.println(fit);

    System.out.println(fit.means().arm().by(fit.means().visit()));
    System.out.println(fit.means().arm().by(fit.means().visit()).versus(Arm.PBO).table(0.95));
    System.out.printf(
        "Correlation of the first two visits: %.2f%n",
        fit.residual().correlation(Visit.VIS1, Visit.VIS2));
  }
}
