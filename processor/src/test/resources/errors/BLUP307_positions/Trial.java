import org.blup.MixedModel;

@MixedModel("change ~ visit + residual(toep(visit | patient))")
record Trial(double change, double base, String visit, String patient) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
