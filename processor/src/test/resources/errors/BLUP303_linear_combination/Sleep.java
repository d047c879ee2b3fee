import org.blup.MixedModel;

@MixedModel("reaction ~ days + I(2 * days + 1) + (1 | subject)")
record Sleep(double reaction, double days, String subject) {}
