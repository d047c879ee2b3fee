import org.blup.MixedModel;

@MixedModel("reaction ~ 1 + (days | subject)")
record Sleep(double reaction, double days, String subject) {}
