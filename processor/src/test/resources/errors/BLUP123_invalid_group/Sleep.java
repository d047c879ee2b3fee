import org.blup.MixedModel;

@MixedModel("reaction ~ days + (1 | log(days))")
record Sleep(double reaction, double days, String subject) {}
