import org.blup.MixedModel;

@MixedModel("flow ~ rain + (1 | site/ar1(year))")
record River(double flow, double rain, int year, String site) {}
