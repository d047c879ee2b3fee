import org.blup.MixedModel;

@MixedModel("change ~ visit + patient + residual(us(visit | patient))")
record Trial(double change, double base, Visit visit, int patient) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
