import org.blup.MixedModel;

@MixedModel("change ~ week + residual(ar1h(week | patient), variance = power(week))")
record Trial(double change, double base, int week, String patient) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
