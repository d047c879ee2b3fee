import org.blup.MixedModel;

@MixedModel("change ~ base + residual(exp(day | day))")
record Trial(double change, double base, int day, String patient) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
