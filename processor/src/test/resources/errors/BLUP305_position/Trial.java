import org.blup.MixedModel;

@MixedModel("change ~ base + residual(us(visit | patient))")
record Trial(double change, double base, Visit visit, String patient) {

  enum Visit { WEEK2 }
}
