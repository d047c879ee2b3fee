import org.blup.MixedModel;

@MixedModel("change ~ week + residual(us(visit | patient), variance = power(does))")
record Trial(double change, double base, Visit visit, double week, double dose, String patient) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
