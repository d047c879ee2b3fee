package clinic;

import org.blup.MixedModel;

@MixedModel("change ~ base + arm * visit + residual(us(visit | site:patient), by = arm)")
@MixedModel(name = "Variances", value = "change ~ base + arm + residual(by = sex)")
record Trial(
    double change, double base, Arm arm, Visit visit, String site, int patient, String sex) {

  enum Arm {
    PLACEBO,
    ACTIVE
  }

  enum Visit {
    WEEK2,
    WEEK4,
    WEEK8
  }
}
