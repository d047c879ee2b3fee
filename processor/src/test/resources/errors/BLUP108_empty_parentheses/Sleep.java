import org.blup.MixedModel;

@MixedModel("reaction ~ days + () + (1 | subject)")
record Sleep(double reaction, double days, String subject) {}
