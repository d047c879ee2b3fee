import org.blup.MixedModel;

@MixedModel("reaction ~ temperature + (1 | subject)")
record Sleep(double reaction, double days, String subject) {}
