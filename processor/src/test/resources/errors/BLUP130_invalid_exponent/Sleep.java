import org.blup.MixedModel;

@MixedModel("reaction ~ (days + subject)^1.5 + (1 | subject)")
record Sleep(double reaction, double days, String subject) {}
