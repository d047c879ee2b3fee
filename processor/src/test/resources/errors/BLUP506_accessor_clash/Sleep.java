import org.blup.MixedModel;

@MixedModel("reaction ~ logDays + log(days) + (1 | subject)")
record Sleep(double reaction, double days, double logDays, String subject) {}
