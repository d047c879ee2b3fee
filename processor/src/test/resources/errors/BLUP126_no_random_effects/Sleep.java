import org.blup.MixedModel;

@MixedModel("reaction ~ days + (0 | subject)")
record Sleep(double reaction, double days, String subject) {}
