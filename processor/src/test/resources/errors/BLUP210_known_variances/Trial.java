import org.blup.MixedModel;

@MixedModel("scale(effect) ~ year + (1 | region) + residual(known(variance))")
record Trial(double effect, double variance, double year, String region) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
