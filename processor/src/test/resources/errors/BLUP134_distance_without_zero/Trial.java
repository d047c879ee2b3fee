import org.blup.MixedModel;

@MixedModel("change ~ week + residual(exp(0 + week | patient))")
record Trial(double change, double base, Visit visit, double week, double dose, String patient) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
