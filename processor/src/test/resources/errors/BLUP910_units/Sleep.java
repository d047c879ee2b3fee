import org.blup.MixedModel;

@MixedModel("reaction ~ days + id(days | subject)")
record Sleep(double reaction, double days, String subject) {}
