import org.blup.MixedModel;

@MixedModel("reaction ~ bs(days, 2) + (1 | subject)")
record Sleep(double reaction, double days, String subject) {}
