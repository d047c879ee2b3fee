import org.blup.MixedModel;

@MixedModel("flow ~ rain + (1 | ar(year))")
record River(double flow, double rain, int year, String site) {}
