import org.blup.MixedModel;

@MixedModel("change ~ visit + residual(visit | patient)")
record Trial(double change, double base, Visit visit, String patient) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
