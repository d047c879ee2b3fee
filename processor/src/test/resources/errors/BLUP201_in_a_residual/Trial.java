import org.blup.MixedModel;

@MixedModel("change ~ visit + residual(us(vist | patent), by = arms)")
record Trial(double change, double base, Visit visit, String patient, String arm) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
