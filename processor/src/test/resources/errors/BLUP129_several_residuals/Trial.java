import org.blup.MixedModel;

@MixedModel("change ~ visit + residual(us(visit | patient)) + residual(by = visit)")
record Trial(double change, double base, Visit visit, String patient) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
