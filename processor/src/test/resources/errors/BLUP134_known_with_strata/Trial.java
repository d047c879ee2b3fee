import org.blup.MixedModel;

@MixedModel("change ~ visit + residual(known(dose), by = visit)")
record Trial(double change, double base, Visit visit, double week, double dose, String patient) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
