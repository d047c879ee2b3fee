import org.blup.MixedModel;

@MixedModel("reaction ~ days + (days | )")
record Sleep(double reaction, double days, String subject) {}
