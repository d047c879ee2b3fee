import org.blup.MixedModel;

@MixedModel("reaction ~ C(drug, treatment('Placebo')) + (1 | subject)")
record Sleep(double reaction, boolean drug, String subject) {}
