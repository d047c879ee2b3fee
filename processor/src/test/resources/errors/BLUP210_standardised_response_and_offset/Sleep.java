import org.blup.MixedModel;

@MixedModel("scale(reaction) ~ days + offset(base) + (1 | subject)")
record Sleep(double reaction, double days, double base, String subject) {}
