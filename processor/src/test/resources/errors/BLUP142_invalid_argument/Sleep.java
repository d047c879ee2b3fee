import org.blup.MixedModel;

@MixedModel("reaction ~ poly(days, 1.5) + (1 | subject)")
record Sleep(double reaction, double days, String subject) {}
