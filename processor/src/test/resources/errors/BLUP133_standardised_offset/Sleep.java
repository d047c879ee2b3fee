import org.blup.MixedModel;

@MixedModel("reaction ~ days + offset(scale(base)) + (1 | subject)")
record Sleep(double reaction, double days, double base, String subject) {}
