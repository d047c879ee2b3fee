import org.blup.MixedModel;

@MixedModel("change ~ week + residual(power(change))")
record Trial(double change, double base, Visit visit, double week, String patient) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
