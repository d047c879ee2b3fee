import org.blup.MixedModel;

@MixedModel("reaction ~ days + (days | subject) + (0 + days | subject)")
record Sleep(double reaction, double days, String subject) {}
