import org.blup.MixedModel;

@MixedModel("reaction ~ days + offset(drug) + (1 | subject)")
record Sleep(double reaction, double days, boolean drug, String subject) {}
