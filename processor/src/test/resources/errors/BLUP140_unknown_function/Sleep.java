import org.blup.MixedModel;

@MixedModel("reaction ~ lgo(days) + (1 | subject)")
record Sleep(double reaction, double days, String subject) {}
