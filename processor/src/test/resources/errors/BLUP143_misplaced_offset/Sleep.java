import org.blup.MixedModel;

@MixedModel("reaction ~ days * offset(days) + (1 | subject)")
record Sleep(double reaction, double days, String subject) {}
