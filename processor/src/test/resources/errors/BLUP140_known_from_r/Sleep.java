import org.blup.MixedModel;

@MixedModel("ln(reaction) ~ cut(days, 3) + (days | subject)")
record Sleep(double reaction, double days, String subject) {}
