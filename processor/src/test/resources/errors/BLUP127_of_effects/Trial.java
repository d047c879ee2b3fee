import org.blup.MixedModel;

@MixedModel("change ~ week + (1 | patient) + exp(0 + week | patient)")
record Trial(double change, double base, Visit visit, double week, String patient) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
