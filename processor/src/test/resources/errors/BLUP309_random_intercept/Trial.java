import org.blup.MixedModel;

@MixedModel("change ~ visit + (1 | patient) + residual(cs(visit | patient))")
record Trial(double change, double base, Visit visit, String patient) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
