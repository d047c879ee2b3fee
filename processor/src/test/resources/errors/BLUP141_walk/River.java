import org.blup.MixedModel;

@MixedModel("flow ~ rain + (1 | rw1(year, site))")
record River(double flow, double rain, int year, String site) {}
