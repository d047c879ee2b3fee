import org.blup.MixedModel;

@MixedModel("flow ~ 0 + rain + (1 | rw1(year))")
record River(double flow, double rain, int year, String site) {}
