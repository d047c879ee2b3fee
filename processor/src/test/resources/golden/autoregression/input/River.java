import org.blup.MixedModel;

@MixedModel("flow ~ rain + (1 + rain | ar1(year)) + (1 | site)")
record River(double flow, int year, double rain, String site) {}
