import org.blup.MixedModel;

@MixedModel("n ~ base + residual(us(visit | n))")
record Trial(double change, double base, Visit visit, int n) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
