import org.blup.MixedModel;

@MixedModel("reaction ~ 1 - days + (1 | subject)")
record Sleep(double reaction, double days, String subject) {}
