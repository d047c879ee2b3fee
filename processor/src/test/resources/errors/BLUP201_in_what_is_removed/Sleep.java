import org.blup.MixedModel;

@MixedModel("reaction ~ days - dais + (days | subject)")
record Sleep(double reaction, double days, String subject) {}
