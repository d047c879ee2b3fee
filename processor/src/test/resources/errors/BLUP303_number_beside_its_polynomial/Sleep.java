import org.blup.MixedModel;

@MixedModel("reaction ~ poly(days, 2) + scale(days) + (1 | subject)")
record Sleep(double reaction, double days, String subject) {}
