import org.blup.MixedModel;

@MixedModel("~ days + (days | subject)")
record Sleep(double reaction, double days, String subject) {}
