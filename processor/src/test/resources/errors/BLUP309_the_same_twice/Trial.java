import org.blup.MixedModel;

@MixedModel("change ~ visit + (0 + visit | patient) + residual(us(visit | patient))")
record Trial(double change, double base, Visit visit, String patient) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
