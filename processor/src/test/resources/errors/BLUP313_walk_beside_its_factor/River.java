import org.blup.MixedModel;

@MixedModel("flow ~ month + (1 | rw1(month))")
record River(double flow, Month month) {

  enum Month { JAN, FEB, MAR }
}
