import org.blup.MixedModel;

@MixedModel("flow ~ year + (rain | rw1(year))")
record River(double flow, double rain, int year, String site) {}
