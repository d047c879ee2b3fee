import org.blup.MixedModel;

@MixedModel("reaction ~ days + + (days | subject)")
record Sleep(double reaction, double days, String subject) {}
