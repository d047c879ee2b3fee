import org.blup.MixedModel;

@MixedModel("flow ~ rain + (1 | ar1(year:site))")
record River(double flow, double rain, int year, String site) {}
