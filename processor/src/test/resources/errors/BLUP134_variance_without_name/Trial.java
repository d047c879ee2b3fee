import org.blup.MixedModel;

@MixedModel("change ~ visit + residual(us(visit | patient), power(dose))")
record Trial(double change, double base, Visit visit, double week, double dose, String patient) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
