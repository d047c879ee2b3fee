import org.blup.MixedModel;

@MixedModel("flow ~ rain + (rain | rw2(year))")
record River(double flow, double rain, int year, String site) {}
