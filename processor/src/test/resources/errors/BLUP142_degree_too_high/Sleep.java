import org.blup.MixedModel;

@MixedModel("reaction ~ poly(days, 11) + (1 | subject)")
record Sleep(double reaction, double days, String subject) {}
