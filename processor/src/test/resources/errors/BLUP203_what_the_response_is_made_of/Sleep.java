import org.blup.MixedModel;

@MixedModel("log(reaction) ~ days + reaction + (days | subject)")
record Sleep(double reaction, double days, String subject) {}
