import org.blup.MixedModel;

@MixedModel("reaction ~ I(days * 1e999) + (1 | subject)")
record Sleep(double reaction, double days, String subject) {}
