import org.blup.MixedModel;

@MixedModel("change ~ week + residual(exp(week), by = week)")
record Trial(double change, double base, int week, String patient) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
