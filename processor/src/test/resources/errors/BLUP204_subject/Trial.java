import org.blup.MixedModel;

@MixedModel("change ~ visit + residual(us(visit | dose))")
record Trial(double change, double base, Visit visit, double dose) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
