import org.blup.MixedModel;

@MixedModel("reaction ~ days + (1 | factor(subject))")
record Sleep(double reaction, double days, int subject) {}
