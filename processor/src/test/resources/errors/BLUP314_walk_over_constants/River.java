import org.blup.MixedModel;

@MixedModel("flow ~ rain + (1 | rw2(month))")
record River(double flow, double rain, Month month) {

  enum Month { JAN, FEB, MAR }
}
