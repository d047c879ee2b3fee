import org.blup.MixedModel;

@MixedModel("flow ~ rain + (1 | exp(year))")
record River(double flow, double rain, int year, String site) {}
