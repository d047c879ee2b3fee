import org.blup.MixedModel;

@MixedModel("flow ~ month + (1 | ar1(month))")
record River(double flow, Month month) {

  enum Month { JAN, FEB, MAR }
}
