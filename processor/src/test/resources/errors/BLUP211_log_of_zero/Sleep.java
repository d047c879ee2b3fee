import org.blup.MixedModel;

@MixedModel("reaction ~ I(days + log(0)) + (1 | subject)")
record Sleep(double reaction, double days, String subject) {}
