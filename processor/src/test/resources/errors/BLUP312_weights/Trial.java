import org.blup.MixedModel;
import org.blup.Weight;

@MixedModel("effect ~ year + (1 | region) + residual(known(variance))")
record Trial(double effect, double variance, @Weight double size, double year, String region) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
